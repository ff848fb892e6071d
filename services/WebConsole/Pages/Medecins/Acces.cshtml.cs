using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Accesses to a record of the register: a physician sees those to the own record, an auditor those to any.</summary>
[Calls("registry/AuditService/ListRecordAccesses")]
internal sealed class AccessesModel(AuditService.AuditServiceClient audit, Viewer viewer) : PageModel
{
    private const int Size = 50;

    [FromRoute(Name = "rpps")]
    public string Rpps { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public bool IsOwn => viewer.Rpps == Rpps;

    public IReadOnlyList<RecordAccess> Accesses { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        var answer = await audit.ListRecordAccessesAsync(
            new ListRecordAccessesRequest { Subject = $"physicians/{Rpps}", PageSize = Size, PageToken = Token ?? "" }, PersonInvoker.ToStore("registry"));
        Accesses = answer.Accesses;
        Next = answer.NextPageToken.Length > 0 ? $"/medecins/{Rpps}/acces?suite={Uri.EscapeDataString(answer.NextPageToken)}" : null;
    }
}
