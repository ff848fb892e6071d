using OrdreCouncils.Protos.Registry.V1;
using static OrdreCouncils.Tests.WebConsole.ActSteps;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Acts on the registration of a physician, and the notices that follow.</summary>
[Collection(nameof(ConsolePlatform))]
public class RegisterActsTests(ConsolePlatform platform)
{
    private const string Leave = "sortie du tableau";

    [Fact]
    public async Task Departure_OwesNotices_WhichAreRecordedOnce()
    {
        var physician = await platform.PhysicianAsync("69");
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.GetAsync($"/medecins/{physician.Rpps}");
        await clerk.FollowLinkAsync(Leave);
        Assert.NotNull(clerk.Page.QuerySelector("[value=Request]"));
        Assert.Null(clerk.Page.QuerySelector("[value=ConditionsNotMet]"));
        await clerk.PressAsync("Continuer", [("motif", "Request"), .. Day("a-partir-du", platform.Today.AddDays(1))]);
        await clerk.PressAsync("Confirmer");
        clerk.Shows("Il y a un problème", "pas dans le futur");
        await clerk.PressAsync("Continuer", Day("a-partir-du", platform.Today));
        clerk.Shows("notifiée dans la semaine", "CSP R.4112-3, R.4112-4");
        await clerk.PressAsync("Confirmer");
        clerk.Shows("La sortie du tableau est enregistrée", "À notifier : Le Conseil national");
        await clerk.GetAsync($"/medecins/{physician.Rpps}");
        clerk.Hides(Leave, "retraite");

        await clerk.GetAsync("/notifications");
        clerk.Shows(physician.Rpps, "Sortie du tableau", "Les plus urgentes d’abord");
        await clerk.FollowLinkAsync("la notification à Le Conseil national, RPPS " + physician.Rpps);
        await clerk.PressAsync("Continuer", [("destinataire", "NationalCouncil"), .. Day("notifie-le", platform.Today.AddDays(-2))]);
        await clerk.PressAsync("Confirmer");
        clerk.Shows("ni avant ce qui est notifié");
        await clerk.PressAsync("Continuer", Day("notifie-le", platform.Today));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("La notification est enregistrée");
        await clerk.FollowLinkAsync("Revenir aux notifications");
        clerk.Hides("la notification à Le Conseil national, RPPS " + physician.Rpps);
        await clerk.GetAsync("/notifications?vue=retard");
        clerk.Hides(physician.Rpps);
    }

    [Fact]
    public async Task Retirement_KeepsTheRegistration_AndASecondOneDoesNotFit()
    {
        var page = $"/medecins/{(await platform.PhysicianAsync("69")).Rpps}";
        using var president = await platform.BrowserAsync("cdom-69-president");
        const string Act = "retraite ou la reprise";
        await president.PlayAsync(page, Act, [("fait", "retraite"), .. Day("a-partir-du", platform.Today.AddDays(400))]);
        president.Shows("au plus un an dans le futur");
        await president.PressAsync("Continuer", Day("a-partir-du", platform.Today));
        president.Shows("Le médecin reste inscrit");
        await president.PressAsync("Confirmer");
        president.Shows("La retraite est enregistrée");
        await president.PlayAsync(page, Act, [("fait", "retraite"), .. Day("a-partir-du", platform.Today)]);
        president.Shows("L’acte n’a pas été fait", "Ce fait contredit ceux qui sont enregistrés");

        await president.GetAsync(page);
        await president.FollowLinkAsync(Leave);
        Assert.NotNull(president.Page.QuerySelector("[value=ConditionsNotMet]"));
    }

    [Fact]
    public async Task Change_DeclaredByThePhysician_IsInTheTimeline()
    {
        var physician = await platform.PhysicianAsync("75");
        using var browser = await platform.BrowserAsync($"medecin-{physician.Rpps}", "medecin");
        const string Act = "Déclarer un changement";
        await browser.PlayAsync("/ma-situation", Act, [
            ("objet", "Practice"), .. Day("change-le", platform.Today.AddDays(1)), ("details", "Nouveau cabinet, 4 rue des Lilas"),
        ]);
        browser.Shows("qui n’est pas après la déclaration");
        Assert.Null(browser.Page.QuerySelector("#declare-le"));
        await browser.PressAsync("Continuer", Day("change-le", platform.Today.AddDays(-60)));
        browser.Shows("dans le mois (CSP D.4113-115)");
        await browser.PressAsync("Confirmer");
        browser.Shows("La déclaration est enregistrée", "Elle est hors délai");
        await browser.GetAsync($"/medecins/{physician.Rpps}/chronologie");
        browser.Shows("Conditions d’exercice changées", "4 rue des Lilas");
    }

    [Fact]
    public async Task Change_WithANoticeThatIsNotOwed_IsRefused()
    {
        var physician = await platform.PhysicianAsync("69");
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.PlayAsync($"/medecins/{physician.Rpps}", "Déclarer un changement", [
            ("objet", "ContactDetails"), .. Day("change-le", platform.Today), ("details", "Nouvelle adresse"), ("preavis", "Ban"), .. Day("declare-le", platform.Today),
        ]);
        clerk.Shows("Répondez « Non » pour un autre changement");
    }

    [Fact]
    public async Task Records_ComparedMergedAndParted()
    {
        var (one, other, third) = (await platform.PhysicianAsync("13"), await platform.PhysicianAsync("13"), await platform.PhysicianAsync("13"));
        using var registrar = await platform.BrowserAsync("cnom-registre");
        await registrar.GetAsync("/doublons");
        Assert.Equal("Doublons possibles", registrar.Heading);
        var pair = $"/doublons/comparer?a={one.Rpps}&b={other.Rpps}";
        await registrar.PlayAsync(pair, "deux personnes", ("motif", "Dates de naissance différentes"));
        registrar.Shows("Le doublon est écarté");
        await registrar.PlayAsync(pair, "Fusionner", ("conserve", one.Rpps), ("motif", "Même état civil"));
        registrar.Shows("Les fiches sont fusionnées");
        await registrar.GetAsync(pair);
        registrar.Shows("Différent", "Identique", "Fusionné dans");
        registrar.Hides("Fusionner ces deux fiches");

        await registrar.PlayAsync(
            $"/doublons/comparer?a={third.Rpps}&b={one.Rpps}", "Fusionner", ("conserve", third.Rpps), ("motif", "Même état civil"));
        registrar.Shows("L’acte n’a pas été fait", "D’autres numéros sont fusionnés dans celui-ci");
        await registrar.GetAsync("/doublons/fusions");
        await registrar.FollowLinkAsync($"Annuler la fusion de {other.Rpps}");
        var act = string.Concat(registrar.Address.Segments[..^1]).TrimEnd('/');
        await registrar.PressAsync("Continuer", ("motif", "Deux personnes"));
        await registrar.PressAsync("Confirmer");
        registrar.Shows("La fusion est annulée");
        await registrar.GetAsync(act);
        await registrar.PressAsync("Continuer", ("motif", "Deux personnes"));
        await registrar.PressAsync("Confirmer");
        registrar.Shows("L’acte n’a pas été fait", "Cette fusion est déjà défaite");
    }

    [Fact]
    public async Task Application_ShowsItsDocumentsAndItsClock()
    {
        var physician = await platform.PhysicianAsync("69");
        await platform.As<RegistrationsService.RegistrationsServiceClient>("cdom-69").RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = CaseSteps.Id(), Rpps = physician.Rpps, Ground = FactGround.Request, EffectiveOn = CaseSteps.Of(platform.Today),
        });
        await platform.As<ApplicationsService.ApplicationsServiceClient>("cdom-69").SubmitApplicationAsync(new SubmitApplicationRequest
        {
            RequestId = CaseSteps.Id(), Rpps = physician.Rpps, ReceivedOn = CaseSteps.Of(platform.Today), Documents = { ApplicationDocument.Identity },
            Identity = new ApplicantIdentity { FamilyName = physician.FamilyName, GivenName = physician.GivenName },
        });
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.GetAsync("/inscriptions?etat=Accepted");
        clerk.Hides(physician.Rpps);
        await clerk.GetAsync("/inscriptions?etat=Submitted");
        await clerk.FollowLinkAsync(physician.FamilyName);
        clerk.Shows("Retour au tableau", "Identité et nationalité", "Manque", "Accusé de réception À envoyer jusqu’au");
        using var registrar = await platform.BrowserAsync("cnom-registre");
        await registrar.GetAsync("/inscriptions?conseil=6X");
        registrar.Shows("Écrivez le code d’un département");
        await registrar.GetAsync("/inscriptions?conseil=69");
        registrar.Shows(physician.Rpps);
    }

    [Fact]
    public async Task Demography_IsAPictureWithItsNumbers()
    {
        using var registrar = await platform.BrowserAsync("cnom-registre");
        await registrar.GetAsync("/demographie?graphique=conseils");
        registrar.Shows("médecins inscrits", "Par conseil");
        var picture = registrar.Page.QuerySelector("img")!;
        Assert.Contains("les nombres sont dans le tableau", picture.GetAttribute("alt"), StringComparison.Ordinal);
        await registrar.GetAsync(picture.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", registrar.Answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<svg", (await registrar.Answer.Content.ReadAsStringAsync()).TrimStart(), StringComparison.Ordinal);
        await registrar.GetAsync("/demographie?conseil=6X");
        registrar.Shows("Écrivez le code d’un département");
    }
}
