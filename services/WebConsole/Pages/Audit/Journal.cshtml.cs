using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Entries of one store's audit log, of one record or of all.</summary>
[Calls("registry/AuditService/ListAuditEntries")]
[Calls("discipline/AuditService/ListAuditEntries")]
[Calls("communiques/AuditService/ListAuditEntries")]
internal sealed class AuditLogModel(AuditService.AuditServiceClient audit) : PageModel
{
    private const int Size = 100;

    [FromRoute(Name = "store")]
    public string Store { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "sujet")]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!AuditModel.Stores.Contains(Store))
            return NotFound();
        var answer = await audit.ListAuditEntriesAsync(
            new ListAuditEntriesRequest { Subject = Subject?.Trim() ?? "", PageSize = Size, PageToken = Token ?? "" }, PersonInvoker.ToStore(Store));
        Entries = answer.Entries;
        Next = answer.NextPageToken.Length > 0
            ? $"/audit/{Store}?sujet={Uri.EscapeDataString(Subject ?? "")}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
        return Page();
    }
}
