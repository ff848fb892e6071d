using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Base of the three pages of an act: loads the act named in the address, the person's own draft, and the record as it is now.</summary>
internal abstract class ActPageModel(ActCatalogue catalogue, DraftStore drafts, Viewer viewer) : PageModel
{
    [FromRoute(Name = "act")]
    public string ActName { get; set; } = "";

    [FromRoute(Name = "record")]
    public string Record { get; set; } = "";

    [FromRoute(Name = "draft")]
    public string DraftId { get; set; } = "";

    public Act Act { get; private set; } = null!;

    public ActSubject Subject { get; private set; } = null!;

    public Draft Draft { get; private set; } = null!;

    protected DraftStore Drafts { get; } = drafts;

    protected string Person { get; } = viewer.Subject;

    /// <summary>Null when the person may do this act; else the answer.</summary>
    protected IActionResult? Refusal()
    {
        if (catalogue.Find(ActName) is not { } act)
            return NotFound();
        Act = act;
        return catalogue.May(act) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Null when the draft is the person's own and open; a finished act goes to its last page, so that Back and a second click do nothing.</summary>
    protected async Task<IActionResult?> OpenDraftAsync(bool finished = false)
    {
        if (Refusal() is { } refusal)
            return refusal;
        if (await Drafts.FindAsync(DraftId, Person, HttpContext.RequestAborted) is not { } draft || draft.Act != ActName || draft.Record != Record)
            return NotFound();
        Draft = draft;
        if (draft.Outcome is not null != finished)
            return Redirect(finished ? draft.Address : $"{draft.Address}/fait");
        if (!finished)
            Subject = await Act.LoadAsync(Record);
        return null;
    }
}
