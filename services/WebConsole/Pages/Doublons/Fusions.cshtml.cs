using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Merges, undone ones included, the most recent first.</summary>
[Calls("registry/DuplicatesService/ListMerges")]
internal sealed class MergesModel(DuplicatesService.DuplicatesServiceClient duplicates) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public IReadOnlyList<Merge> Merges { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        var answer = await duplicates.ListMergesAsync(new ListMergesRequest { PageToken = Token ?? "" });
        Merges = answer.Merges;
        Next = answer.NextPageToken.Length > 0 ? $"/doublons/fusions?suite={Uri.EscapeDataString(answer.NextPageToken)}" : null;
    }
}
