using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The person's open drafts, and the acts done in the last seven days.</summary>
internal sealed class DraftsModel(DraftStore drafts, ActCatalogue catalogue, Viewer viewer) : PageModel
{
    public IReadOnlyList<(Draft Draft, string Title)> Open { get; private set; } = [];

    public IReadOnlyList<(Draft Draft, string Title)> Done { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Open = await TitledAsync(done: false);
        Done = await TitledAsync(done: true);
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "id")] string? id)
    {
        await drafts.DeleteAsync(id ?? "", viewer.Subject, HttpContext.RequestAborted);
        return Redirect("/brouillons");
    }

    public static string Instant(DateTimeOffset instant) => instant.InFrench();

    private async Task<IReadOnlyList<(Draft Draft, string Title)>> TitledAsync(bool done)
    {
        var found = await drafts.ListAsync(viewer.Subject, done, HttpContext.RequestAborted);
        return [.. found.Select(draft => (draft, catalogue.Find(draft.Act)?.Title)).Where(titled => titled.Title is not null).Select(
            titled => (titled.draft, titled.Title!))];
    }
}
