using OrdreCouncils.Protos.Discipline.V1;
using static OrdreCouncils.Tests.WebConsole.ActSteps;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Acts of the registries on a decision: notifications, appeals, further decisions, remedies.</summary>
[Collection(nameof(ConsolePlatform))]
public class DecisionActsTests(ConsolePlatform platform)
{
    private const string Appeal = "Enregistrer un appel";

    private readonly CaseSteps steps = new(platform);

    [Fact]
    public async Task Notification_ToThePractitioner_StartsHisTime()
    {
        var page = Page(await steps.DecidedAsync());
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(page, "Enregistrer une notification", [
            ("destinataire", "Practitioner"), .. Day("envoyee-le", steps.Today), ("issue", "Received"), .. Day("issue-le", steps.Today.AddDays(-1)),
        ]);
        registry.Shows("Il y a un problème", "ni avant l’envoi");
        await registry.PressAsync("Continuer", Day("issue-le", steps.Today));
        registry.Shows("dans les trente jours (CSP R.4126-44)");
        await registry.PressAsync("Confirmer");
        registry.Shows("La notification est enregistrée", "Dernier jour de recours de ce destinataire", "À notifier");
        await registry.GetAsync(page);
        registry.Shows("Notifiée : Praticien");
        registry.Hides(Appeal);
    }

    [Fact]
    public async Task Appeal_DecidedByTheNationalChamber_MayGoToCassation()
    {
        var page = Page(await steps.DecidedAsync());
        using var national = await platform.BrowserAsync(CaseSteps.National);
        await national.PlayAsync(page, Appeal, [("appelant", "Practitioner"), .. Day("forme-le", steps.Today.AddDays(-1))]);
        national.Shows("ni avant la décision");
        await national.PressAsync("Continuer", Day("forme-le", steps.Today));
        national.Shows("L’appel suspend l’exécution");
        await national.PressAsync("Confirmer");
        national.Shows("L’appel est enregistré");
        await national.PlayAsync(page, Appeal, [("appelant", "Practitioner"), .. Day("forme-le", steps.Today)]);
        national.Shows("L’acte n’a pas été fait");

        const string Answer = "décision sur le recours";
        await national.PlayAsync(page, Answer, [("effet", "Replaces"), .. Day("decidee-le", steps.Today), ("sanction", "BanFromPractice"), ("mois", "37")]);
        national.Shows("1 à 36 mois");
        await national.PressAsync("Continuer", ("mois", "2"));
        await national.PressAsync("Confirmer");
        national.Shows("La décision est enregistrée");

        const string Remedy = "ou un pourvoi";
        await national.PlayAsync(page, Remedy, [("auteur", "Prosecutor"), .. Day("forme-le", steps.Today), .. Day("connue-le", steps.Today)]);
        national.Shows("rien pour un autre recours");
        await national.PressAsync("Continuer", [("connue-le.jour", ""), ("connue-le.mois", ""), ("connue-le.annee", "")]);
        await national.PressAsync("Confirmer");
        national.Shows("Le recours est enregistré");
        await national.GetAsync(page);
        national.Shows("Interdiction temporaire d’exercer 2 mois", "Non : une autre décision la remplace", "Pourvoi en cassation");
        national.Hides(Appeal, Answer);

        await national.PlayAsync(page, "sursis à exécution", [.. Day("debut-le", steps.Today.AddDays(1))]);
        national.Shows("ni avant le pourvoi");
        await national.PressAsync("Continuer", Day("debut-le", steps.Today));
        await national.PressAsync("Confirmer");
        national.Shows("Le sursis est enregistré");
        await national.PlayAsync(page, "décision du Conseil d’État", [("issue", "Remanded"), .. Day("decidee-le", steps.Today.AddDays(1))]);
        national.Shows("ni avant le pourvoi");
        await national.PressAsync("Continuer", Day("decidee-le", steps.Today));
        await national.PressAsync("Confirmer");
        national.Shows("La décision du Conseil d’État est enregistrée");
        await national.GetAsync(page);
        await national.FollowLinkAsync(Answer);
        Assert.NotNull(national.Page.QuerySelector("[value=Remand]"));
        Assert.Null(national.Page.QuerySelector("[value=Appeal]"));
    }

    [Fact]
    public async Task Rectification_BeforeTheDecision_IsRefused()
    {
        var page = Page(await steps.DecidedAsync());
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(page, "erreur matérielle", [.. Day("ordonnee-le", steps.Today.AddDays(-1)), .. Day("notifiee-le", steps.Today)]);
        registry.Shows("ni avant la décision");
        await registry.PressAsync("Continuer", Day("ordonnee-le", steps.Today));
        await registry.PressAsync("Confirmer");
        registry.Shows("La rectification est enregistrée");
    }

    [Fact]
    public async Task Appeal_OutOfTime_IsRefusedInFrench()
    {
        var page = Page(await steps.DecidedAsync(longAgo: true));
        using var national = await platform.BrowserAsync(CaseSteps.National);
        await national.PlayAsync(page, Appeal, [("appelant", "Practitioner"), .. Day("forme-le", steps.Today)]);
        national.Shows("L’acte n’a pas été fait", "Le recours a été formé après son dernier jour");
    }

    [Fact]
    public async Task Revision_OfAFinalBan_IsAskedAtTheChamberThatDecided()
    {
        var page = Page(await steps.DecidedAsync(longAgo: true));
        using var registry = await platform.BrowserAsync(CaseSteps.Registry);
        await registry.PlayAsync(page, "demande de révision", [("auteur", "Author"), .. Day("forme-le", steps.Today), .. Day("connue-le", steps.Today.AddDays(-3))]);
        registry.Shows("n’appartiennent qu’au praticien");
        await registry.PressAsync("Continuer", ("auteur", "Practitioner"));
        registry.Shows("Elle ne suspend pas la décision (CSP R.4126-54)");
        await registry.PressAsync("Confirmer");
        registry.Shows("Le recours est enregistré");
        await registry.PlayAsync(page, "décision sur le recours", [("effet", "Upholds"), .. Day("decidee-le", steps.Today)]);
        registry.Shows("La décision est enregistrée");
    }

    private static string Page(Decision decision) => $"/dossiers/{decision.CaseId}/decisions";
}
