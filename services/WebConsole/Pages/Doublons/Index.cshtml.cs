using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Pairs of records that may be one person.</summary>
[Calls("registry/DuplicatesService/ListSuspectedDuplicates")]
[Calls("registry/DuplicatesService/ListMerges", Optional = true)]
internal sealed class DuplicatesModel(DuplicatesService.DuplicatesServiceClient duplicates, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public IReadOnlyList<SuspectedDuplicate> Pairs { get; private set; } = [];

    public string? Next { get; private set; }

    public bool MaySeeMerges => viewer.May("registry/DuplicatesService/ListMerges");

    public async Task OnGetAsync()
    {
        var answer = await duplicates.ListSuspectedDuplicatesAsync(new ListSuspectedDuplicatesRequest { PageToken = Token ?? "" });
        Pairs = answer.Pairs;
        Next = answer.NextPageToken.Length > 0 ? $"/doublons?suite={Uri.EscapeDataString(answer.NextPageToken)}" : null;
    }
}
