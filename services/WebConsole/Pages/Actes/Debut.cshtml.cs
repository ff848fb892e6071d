using Microsoft.AspNetCore.Mvc;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Begins an act, or goes on with the draft that the person has of it.</summary>
internal sealed class ActBeginModel(ActCatalogue catalogue, DraftStore drafts, Viewer viewer) : ActPageModel(catalogue, drafts, viewer)
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (Refusal() is { } refusal)
            return refusal;
        var subject = await Act.LoadAsync(Record);
        var draft = await Drafts.BeginAsync(Person, ActName, Record, subject.Etag, subject.Begin, HttpContext.RequestAborted);
        return Redirect(subject.Fields.Count == 0 ? $"{draft.Address}/verifier" : draft.Address);
    }
}
