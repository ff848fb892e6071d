using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>After signing in again: what had been sent with the expired session goes into its draft, and is not carried out.</summary>
internal sealed class ResumeModel(HeldPosts held, DraftStore drafts, Viewer viewer) : PageModel
{
    private static readonly string[] OwnFields = ["etag", "version", "quitter"];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await held.FindAsync(id, viewer.Subject, HttpContext.RequestAborted) is not { } post)
            return Redirect("/brouillons");
        var parts = post.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["actes", var act, var record, var draftId, ..]
            || await drafts.FindAsync(draftId, viewer.Subject, HttpContext.RequestAborted) is not { Outcome: null } draft)
        {
            return Redirect(SignInEndpoints.Local(post.Path));
        }

        if (parts.Length > 4)
            return Redirect($"{draft.Address}/verifier");
        var answers = new Answers(post.Form.Where(field => !OwnFields.Contains(field.Key)).ToDictionary());
        await drafts.SaveAsync(draft, viewer.Subject, answers, post.Form.TryGetValue("etag", out var etag) ? etag[0] : draft.Etag, HttpContext.RequestAborted);
        return Redirect($"{draft.Address}?avis={ActFormModel.Resumed}");
    }
}
