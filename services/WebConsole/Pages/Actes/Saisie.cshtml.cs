using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Drafts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The questions of an act. Whatever is sent is saved first, then judged: a fault never costs a word.</summary>
internal sealed class ActFormModel(ActCatalogue catalogue, DraftStore drafts, Viewer viewer) : ActPageModel(catalogue, drafts, viewer)
{
    /// <summary>In the address, after the record was found changed.</summary>
    public const string Conflict = "conflit";

    /// <summary>In the address, after a session had expired.</summary>
    public const string Resumed = "reprise";

    private static readonly string[] OwnFields = ["jeton", "etag", "version", "quitter"];

    public Answers Answers { get; private set; } = Answers.None;

    public int Version { get; private set; }

    public IReadOnlyList<(string Field, string Text)> Errors { get; private set; } = [];

    public string? Notice { get; private set; }

    /// <summary>The other version of the answers: another tab's, or the record's own as it is now.</summary>
    public Answers? Stored { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? avis, string? champs)
    {
        if (await OpenDraftAsync() is { } answer)
            return answer;
        (Answers, Version) = (Draft.Answers, Draft.Version);
        if (avis == Conflict)
        {
            Notice = "Le dossier a changé pendant votre saisie. Votre texte est conservé : comparez, corrigez, puis continuez.";
            Stored = Subject.Begin.Values.Count > 0 ? Subject.Begin : null;
        }
        else if (avis == Resumed)
            Notice = "Votre session avait expiré. Ce que vous aviez écrit est conservé.";

        // The fields that the platform refused, by their names.
        var refused = champs?.Split(',') ?? [];
        Errors = [.. Subject.Fields.Where(field => refused.Contains(field.Name)).Select(field => (field.Name, Refused(field)))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenDraftAsync() is { } answer)
            return answer;
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        Answers = new Answers(
            form.Where(field => !OwnFields.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? "").ToArray()));
        Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var etag = form["etag"].ToString();
        if (!await Drafts.SaveAsync(Draft with { Version = Version }, Person, Answers, etag, HttpContext.RequestAborted))
            return OtherTab();

        if (form.ContainsKey("quitter"))
            return Redirect("/brouillons");
        Errors = ActCheck.Faults(Act, Subject, Answers);
        Version++;
        return Errors.Count > 0 ? Page() : Redirect($"{Draft.Address}/verifier");
    }

    public string? AnchorOf(string name) => Subject.Fields.FirstOrDefault(field => field.Name == name) switch
    {
        null => null,
        DateField date => date.Name + Answers.Day,
        ChoiceField or ChecksField => name + "-0",
        var field => field.Name,
    };

    // Another tab saved the draft meanwhile: both versions are shown, and the next sending decides.
    private PageResult OtherTab()
    {
        Version = Draft.Version;
        if (Draft.Answers.SameAs(Answers))
            Errors = ActCheck.Faults(Act, Subject, Answers);
        else
        {
            Notice = "Ce brouillon a été modifié dans un autre onglet. "
                + "Votre texte est ci-dessous, l’autre version au-dessus : gardez ce qui convient, puis continuez.";
            Stored = Draft.Answers;
        }

        return Page();
    }

    private static string Refused(Field field) => field.Expected.Length > 0 ? field.Expected : $"« {field.Label} » n’est pas accepté.";
}
