using Microsoft.AspNetCore.Mvc;
using OrdreCouncils.LegalTime;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>« C’est fait »: what came of the act. It may be opened again, and does nothing.</summary>
internal sealed class ActDoneModel(ActCatalogue catalogue, DraftStore drafts, Viewer viewer) : ActPageModel(catalogue, drafts, viewer)
{
    public Outcome Outcome => Draft.Outcome!;

    public string DoneAt => Draft.ChangedAt.InFrench();

    public async Task<IActionResult> OnGetAsync() => await OpenDraftAsync(finished: true) ?? Page();
}
