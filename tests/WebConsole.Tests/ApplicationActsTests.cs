using OrdreCouncils.Protos.Registry.V1;
using static OrdreCouncils.Tests.WebConsole.ActSteps;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>An application for registration, from its acknowledgement to the signed decision.</summary>
[Collection(nameof(ConsolePlatform))]
public class ApplicationActsTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Application_ExaminedPreparedAndSigned_EntersTheRegister()
    {
        var (rpps, page) = await SubmittedAsync();
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.PlayAsync(page, "accusé de réception", [.. Day("jour", platform.Today), ("manquent", "Diploma")]);
        clerk.Shows("Il y a un problème", "toutes les pièces exigées qui ne sont pas reçues");
        await clerk.GetAsync(page);
        var missing = clerk.Page.QuerySelectorAll(".govuk-task-list__item").Where(item => item.TextContent.Contains("Manque", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(missing);

        await clerk.PlayAsync(page, "Déclarer le dossier complet", Day("jour", platform.Today));
        clerk.Shows("L’acte n’a pas été fait", "Des pièces manquent");
        await clerk.GetAsync(page);
        await clerk.FollowLinkAsync("Enregistrer des pièces");
        var all = string.Join('|', clerk.Page.QuerySelectorAll("[name=pieces]").Select(box => box.GetAttribute("value")));
        await clerk.PressAsync("Continuer", [.. Day("jour", platform.Today), ("pieces", all)]);
        await clerk.PressAsync("Confirmer");
        clerk.Shows("Les pièces sont enregistrées");
        await clerk.PlayAsync(page, "Déclarer le dossier complet", Day("jour", platform.Today));
        clerk.Shows("Le dossier est complet", "Dernier jour pour décider");
        await clerk.PlayAsync(page, "rapporteur", [.. Day("jour", platform.Today), ("rapporteur", "Dr Anne Lorrain")]);
        clerk.Shows("Le rapporteur est désigné");

        const string Prepare = "Préparer la décision";
        await clerk.PlayAsync(page, Prepare, [.. Day("seance-le", platform.Today), ("decision", "refus"), ("motif", "MoralityOrIndependence")]);
        clerk.Shows("L’acte n’a pas été fait", "Avant un refus, le demandeur est convoqué");
        await clerk.PlayAsync(page, "convocation du demandeur", [.. Day("jour", platform.Today), .. Day("seance-le", platform.Today.AddDays(-1))]);
        clerk.Shows("pas avant la lettre");
        await clerk.PlayAsync(page, Prepare, [("decision", "acceptation"), ("motif", "MoralityOrIndependence"), .. Day("seance-le", platform.Today)]);
        clerk.Shows("rien pour une inscription");
        await clerk.PressAsync("Continuer", ("motif", ""));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("La décision est préparée");

        using var president = await platform.BrowserAsync("cdom-69-president");
        await president.GetAsync(page);
        await president.FollowLinkAsync("Signer la décision");
        president.Shows("Inscription", "Préparée par");
        await president.PressAsync("Signer la décision");
        president.Shows("La décision est signée", "Inscription acceptée");
        await president.GetAsync($"/medecins/{rpps}");
        president.Shows("Inscrit au tableau");
    }

    [Fact]
    public async Task Expertise_GivesTwoMonthsMore()
    {
        var (_, page) = await SubmittedAsync();
        using var clerk = await platform.BrowserAsync("cdom-69");
        await clerk.GetAsync(page);
        clerk.Hides("expertise");
        await clerk.FollowLinkAsync("Enregistrer des pièces");
        var all = string.Join('|', clerk.Page.QuerySelectorAll("[name=pieces]").Select(box => box.GetAttribute("value")));
        await clerk.PressAsync("Continuer", [.. Day("jour", platform.Today), ("pieces", all)]);
        await clerk.PressAsync("Confirmer");
        await clerk.PlayAsync(page, "Déclarer le dossier complet", Day("jour", platform.Today));
        await clerk.PlayAsync(page, "expertise ordonnée", Day("jour", platform.Today.AddDays(-1)));
        clerk.Shows("ni avant la réception");
        await clerk.PressAsync("Continuer", Day("jour", platform.Today));
        await clerk.PressAsync("Confirmer");
        clerk.Shows("L’expertise est enregistrée");
    }

    private async Task<(string Rpps, string Page)> SubmittedAsync()
    {
        var physician = await platform.PhysicianAsync("69");
        await platform.As<RegistrationsService.RegistrationsServiceClient>("cdom-69").RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = CaseSteps.Id(), Rpps = physician.Rpps, Ground = FactGround.Request, EffectiveOn = CaseSteps.Of(platform.Today),
        });
        var application = (await platform.As<ApplicationsService.ApplicationsServiceClient>("cdom-69").SubmitApplicationAsync(new SubmitApplicationRequest
        {
            RequestId = CaseSteps.Id(), Rpps = physician.Rpps, ReceivedOn = CaseSteps.Of(platform.Today),
            Identity = new ApplicantIdentity { FamilyName = physician.FamilyName, GivenName = physician.GivenName },
        })).Application;
        return (physician.Rpps, $"/inscriptions/{application.ApplicationId}");
    }
}
