using System.Net;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>A complaint from its registration to the ban that a partner reads, played on the pages by a clerk, a president and a chamber's registry.</summary>
[Collection(nameof(ConsolePlatform))]
public class JourneyTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Complaint_PlayedByClerkPresidentAndRegistry_EndsInTheRegister()
    {
        var physician = await platform.PhysicianAsync("75");
        using var clerk = await platform.BrowserAsync("cdom-75");
        var today = platform.Today;

        await clerk.FollowLinkAsync("Enregistrer une plainte");
        await clerk.PressAsync("Continuer", [
            ("auteur", "Patient"), ("nom", "Mme Odile Sarrazin"), ("adresse", "3 rue des Acacias\n75011 Paris"), ("rpps", physician.Rpps), ("objet", "Certificat publié"),
            ("faits", "Un certificat a été lu sans raison et publié."), .. Day("faits-le", today.AddDays(-40)), ("griefs", "4\n37-1"),
            .. Day("recue-le", today.AddDays(-30)), ("pieces", "signee"), ("copies", "4"),
        ]);
        Shows(clerk, "Vérifiez avant d’envoyer", "Certificat publié");
        await clerk.PressAsync("Confirmer");
        Shows(clerk, "La plainte est enregistrée", "75-");

        await clerk.FollowLinkAsync("Ouvrir le dossier");
        var file = clerk.Address;
        Shows(clerk, "Dossier 75-", "Horloge légale");
        await clerk.FollowLinkAsync("Convoquer en conciliation");
        await clerk.PressAsync("Continuer", [.. Day("envoyee-le", today.AddDays(-25)), .. Day("reunion-le", today.AddDays(-10)), ("conciliateurs", "Dr Anne Lorrain")]);
        await clerk.PressAsync("Confirmer");
        Shows(clerk, "La convocation est enregistrée");

        await clerk.GetAsync(file.ToString());
        await clerk.FollowLinkAsync("procès-verbal de conciliation");
        await clerk.PressAsync("Continuer", [.. Day("tenue-le", today.AddDays(-10)), ("issue", "None"), ("signatures", "auteur|medecin|conciliateurs")]);
        await clerk.PressAsync("Confirmer");
        Shows(clerk, "Le procès-verbal est enregistré");

        await clerk.GetAsync(file.ToString());
        await clerk.FollowLinkAsync("Enregistrer la délibération");
        await clerk.PressAsync("Continuer", [
            .. Day("deliberee-le", today.AddDays(-5)), ("issue", "Associate"), ("membres", "Dr Paul Aubry\nDr Irène Costa\nDr Jean Vasseur"),
            ("pour", "3"), ("contre", "0"), ("abstentions", "0"), ("avis", "Le secret a été violé."),
        ]);
        await clerk.PressAsync("Confirmer");
        Shows(clerk, "La délibération est enregistrée");

        await clerk.GetAsync(file.ToString());
        await clerk.FollowLinkAsync("Préparer la saisine");
        await clerk.PressAsync("Continuer", ("articles", "4"));
        await clerk.PressAsync("Confirmer");
        Shows(clerk, "La saisine est préparée");

        using var president = await platform.BrowserAsync("cdom-75-president");
        await president.FollowLinkAsync("À signer");
        await president.GetAsync(file.ToString());
        await president.FollowLinkAsync("Signer la saisine");
        Shows(president, "Signer la saisine", "Le secret a été violé.");
        await president.PressAsync("Signer et saisir la chambre");
        Shows(president, "La saisine est signée", "Île-de-France");

        using var registry = await platform.BrowserAsync("chambre-ile-de-france");
        await registry.GetAsync(file.ToString());
        await registry.FollowLinkAsync("Enregistrer la décision");
        await registry.PressAsync("Continuer", [
            .. Day("decidee-le", today), ("sanction", "BanFromPractice"), ("mois", "3"), ("sursis", "1"), .. Day("notifiee-le", today), ("residence", "Metropolitan"),
        ]);
        Shows(registry, "Vérifiez avant d’envoyer", "s’exécute à partir du");
        await registry.PressAsync("Confirmer");
        Shows(registry, "La décision est enregistrée", "Sans appel");
        var caseId = file.Segments[^1];
        var decision = (await platform.As<DecisionsService.DecisionsServiceClient>("cnom-discipline")
            .GetProceedingsAsync(new GetProceedingsRequest { CaseId = caseId })).Decisions.Single();
        Assert.Equal((Sanction.BanFromPractice, 3, 1), (decision.Sanction, decision.DurationMonths, decision.SuspendedMonths));
    }

    [Fact]
    public async Task Form_WithFaults_KeepsEveryWordAndNamesTheFields()
    {
        using var clerk = await platform.BrowserAsync("cdom-62");
        await clerk.FollowLinkAsync("Enregistrer une plainte");
        await clerk.PressAsync("Continuer", ("nom", "M. <b>Léo</b>"), ("faits-le.jour", "31"), ("faits-le.mois", "2"), ("faits-le.annee", "2026"), ("faits", "Ligne 1\nLigne 2"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.StartsWith("Erreur : ", clerk.Page.Title, StringComparison.Ordinal);
        Assert.Contains("un jour, un mois et une année qui existent", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("M. <b>Léo</b>", clerk.Page.QuerySelector("#nom")!.GetAttribute("value"));
        Assert.Equal("Ligne 1\nLigne 2", clerk.Page.QuerySelector("#faits")!.TextContent.Trim());
        Assert.NotNull(clerk.Page.QuerySelector("a[href='#faits-le.jour']"));
    }

    private static void Shows(WebBrowser browser, params string[] texts)
    {
        foreach (var text in texts)
            Assert.True(browser.Text.Contains(text, StringComparison.Ordinal), $"« {text} » is not on {browser.Described}");
    }

    private static IEnumerable<(string, string)> Day(string field, DateOnly day) =>
    [
        ($"{field}.jour", day.Day.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ($"{field}.mois", day.Month.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ($"{field}.annee", day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
