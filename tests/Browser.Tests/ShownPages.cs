using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.WebConsole;

namespace OrdreCouncils.Tests.Browser;

/// <summary>Every page and state of a page that is judged: how a visitor comes to it.</summary>
internal sealed class ShownPages(Chromium chromium, Func<Task<Visitor>> visitor)
{
    private static readonly Dictionary<string, Func<ShownPages, Task<Visitor>>> All = new()
    {
        ["home"] = shown => shown.AnyoneAsync("/"),
        ["sign-in"] = shown => shown.AnyoneAsync("/connexion"),
        ["sign-in after the session ended"] = shown => shown.AnyoneAsync("/connexion?retour=%2Ffile&session=finie"),
        ["sign-in failed"] = shown => shown.AnyoneAsync("/connexion/echec"),
        ["signed out"] = shown => shown.AnyoneAsync("/connexion/fin"),
        ["accessibility"] = shown => shown.AnyoneAsync("/accessibilite"),
        ["empty queue"] = shown => shown.PersonAsync("cdom-48", "/file"),
        ["full queue"] = shown => shown.FullQueueAsync(),
        ["search"] = shown => shown.PersonAsync("cdom-75", "/recherche"),
        ["search with results"] = shown => shown.PersonAsync("cdom-75", "/recherche?q=ma"),
        ["search without result"] = shown => shown.PersonAsync("cdom-75", "/recherche?q=zzzzqq"),
        ["search refused"] = shown => shown.PersonAsync("cdom-75", "/recherche?q=1"),
        ["physician"] = shown => shown.PhysicianAsync(""),
        ["chronology"] = shown => shown.PhysicianAsync("/chronologie"),
        ["case"] = shown => shown.CaseAsync(""),
        ["referral"] = shown => shown.CaseAsync("/saisine"),
        ["decisions"] = shown => shown.CaseAsync("/decisions"),
        ["complaint"] = shown => shown.ComplaintAsync(),
        ["form"] = shown => shown.PersonAsync("cdom-02", "/actes/enregistrer-plainte/-"),
        ["form with errors"] = shown => shown.FormWithErrorsAsync(),
        ["review"] = shown => shown.ReviewAsync("cdom-06"),
        ["done"] = shown => shown.DoneAsync(),
        ["form changed in another tab"] = shown => shown.ConflictAsync(),
        ["drafts"] = shown => shown.DraftsAsync(),
        ["refused"] = shown => shown.RefusedAsync("/ma-situation", 403),
        ["not found"] = shown => shown.RefusedAsync("/dossiers/00000000-0000-7000-8000-000000000000", 404),
        ["own record"] = shown => shown.OwnAsync(Visitor.Physician, _ => "/ma-situation"),
        ["who consulted"] = shown => shown.OwnAsync(Visitor.Physician, rpps => $"/medecins/{rpps}/acces"),
        ["affairs"] = shown => shown.PersonAsync("cnom-discipline", "/affaires"),
        ["affair"] = shown => shown.AffairAsync(),
        ["audit"] = shown => shown.PersonAsync("cnom-audit", "/audit"),
        ["audit log"] = shown => shown.PersonAsync("cnom-audit", "/audit/registry"),
        ["own cases"] = shown => shown.OwnCaseAsync("/mon-dossier"),
        ["own case"] = shown => shown.OwnCaseAsync(null),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    private ConsolePlatform Platform => chromium.Platform;

    public Task<Visitor> OpenAsync(string name) => All[name](this);

    private async Task<Visitor> AnyoneAsync(string path)
    {
        var anyone = await visitor();
        await anyone.OpenAsync(path);
        return anyone;
    }

    private async Task<Visitor> PersonAsync(string identity, string path, string affectation = Visitor.Staff)
    {
        var person = await visitor();
        await person.SignInAsync(identity, affectation);
        await person.OpenAsync(path);
        return person;
    }

    private async Task<Visitor> FullQueueAsync()
    {
        var desk = await chromium.FullDeskAsync();
        var clerk = await PersonAsync(desk.Clerk, "/file");
        await clerk.ShowsAsync("Page suivante");
        return clerk;
    }

    private async Task<Visitor> PhysicianAsync(string page) => await PersonAsync("cdom-75", $"/medecins/{(await Platform.PhysicianAsync("75")).Rpps}{page}");

    private async Task<Visitor> CaseAsync(string page) => await PersonAsync("cdom-75", $"/dossiers/{(await chromium.DecidedAsync()).CaseId}{page}");

    private async Task<Visitor> ComplaintAsync()
    {
        var desk = await chromium.FullDeskAsync();
        return await PersonAsync(desk.Clerk, $"/plaintes/{desk.Complaints[0].ComplaintId}");
    }

    private async Task<Visitor> FormWithErrorsAsync()
    {
        var clerk = await PersonAsync("cdom-03", "/actes/enregistrer-plainte/-");
        await clerk.FillAsync([("faits-le.jour", "31"), ("faits-le.mois", "2"), ("faits-le.annee", "2026"), ("copies", "mille")]);
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Il y a un problème");
        return clerk;
    }

    private async Task<Visitor> ReviewAsync(string identity)
    {
        var clerk = await PersonAsync(identity, "/file");
        await clerk.ReviewComplaintAsync((await Platform.PhysicianAsync(identity["cdom-".Length..])).Rpps, Platform.Today);
        return clerk;
    }

    private async Task<Visitor> DoneAsync()
    {
        var clerk = await ReviewAsync("cdom-31");
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée");
        return clerk;
    }

    private async Task<Visitor> ConflictAsync()
    {
        var clerk = await PersonAsync("cdom-34", "/actes/enregistrer-plainte/-");
        await clerk.SaveInTwoTabsAsync("objet", "Ce que dit le premier onglet", "Ce que dit le second");
        return clerk;
    }

    private async Task<Visitor> DraftsAsync()
    {
        var clerk = await PersonAsync("cdom-35", "/actes/enregistrer-plainte/-");
        await clerk.PressAsync("Enregistrer le brouillon et quitter");
        await clerk.HasHeadingAsync("Mes brouillons");
        return clerk;
    }

    /// <summary>A list of three lines: one physician, one name without a number, and nobody.</summary>
    private async Task<Visitor> AffairAsync()
    {
        var (sure, doubtful) = (await Platform.PhysicianAsync("83"), await Platform.PhysicianAsync("83"));
        var office = await PersonAsync("cnom-discipline", "/actes/importer-liste/-");
        await office.FillAsync(
        [
            ("objet", "Codes publiés"), ("source", "Caisse nationale"), ("faits", "Des codes ont été publiés."),
            .. ComplaintForm.Day("faits-le", Platform.Today.AddDays(-90)),
            (
                "liste", $"""
                nom;prenoms;date_naissance;rpps;lieu_exercice
                {sure.FamilyName};{sure.GivenName};;{sure.Rpps};
                {doubtful.FamilyName};{doubtful.GivenName};;;
                QUINCAMPOIX;Ysolde;;;
                """),
        ]);
        await office.PressAsync("Continuer");
        await office.PressAsync("Confirmer");
        await office.FollowAsync("Suivre l’affaire");
        await office.ShowsAsync("Codes publiés");
        await Until.TrueAsync(
            async () =>
            {
                await office.Page.ReloadAsync();
                return (await office.Page.Locator("main").InnerTextAsync()).Contains("transmise au conseil", StringComparison.Ordinal);
            },
            "The line of the affair at its council");
        return office;
    }

    private async Task<Visitor> RefusedAsync(string path, int status)
    {
        var clerk = await PersonAsync("cdom-62", "/file");
        await clerk.OpenRefusedAsync(path, status);
        return clerk;
    }

    private async Task<Visitor> OwnAsync(string affectation, Func<string, string> path)
    {
        var rpps = (await Platform.PhysicianAsync("75")).Rpps;
        return await PersonAsync($"medecin-{rpps}", path(rpps), affectation);
    }

    private async Task<Visitor> OwnCaseAsync(string? path)
    {
        var (caseId, rpps) = await chromium.DecidedAsync();
        return await PersonAsync($"medecin-{rpps}", path ?? $"/mon-dossier/{caseId}", Visitor.Respondent);
    }
}
