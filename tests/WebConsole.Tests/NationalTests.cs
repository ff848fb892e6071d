using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>The national discipline office and the auditor.</summary>
[Collection(nameof(ConsolePlatform))]
public class NationalTests(ConsolePlatform platform)
{
    [Fact]
    public async Task List_IsImportedMatchedAndChosen_OnPages()
    {
        var (sure, doubtful) = (await platform.PhysicianAsync("33"), await platform.PhysicianAsync("33"));
        using var office = await platform.BrowserAsync("cnom-discipline");
        await office.GetAsync("/affaires");
        await office.FollowLinkAsync("Importer la liste");
        await office.PressAsync(
            "Continuer", ("objet", "Codes publiés"), ("source", "Caisse nationale"), ("faits", "Des codes ont été publiés."),
            ("faits-le.jour", "3"), ("faits-le.mois", "3"), ("faits-le.annee", "2026"),
            ("liste", $"nom;prenoms;date_naissance;rpps;lieu_exercice\n{sure.FamilyName};{sure.GivenName};;{sure.Rpps};33000 Bordeaux\n{doubtful.FamilyName};{doubtful.GivenName};;;33000 Bordeaux"));
        await office.PressAsync("Confirmer");
        await office.FollowLinkAsync("Suivre l’affaire");
        await Until.TrueAsync(
            async () =>
            {
                await office.GetAsync(office.Address.ToString());
                return office.Text.Contains("transmise au conseil", StringComparison.Ordinal) && office.Text.Contains("douteuse", StringComparison.Ordinal);
            },
            "one line is delivered and one waits");
        Assert.Contains("Suites par conseil", office.Text, StringComparison.Ordinal);
        var affair = office.Address;

        await office.FollowLinkAsync("Choisir le médecin");
        await office.PressAsync("Continuer", ("rpps", doubtful.Rpps));
        await office.PressAsync("Confirmer");
        Assert.True(office.Heading == "Le médecin est choisi", office.Described);
        await office.GetAsync(affair + "/tableau.svg");
        Assert.Equal("image/svg+xml", office.Answer.Content.Headers.ContentType!.MediaType);

        await office.GetAsync(affair.ToString());
        await office.FollowLinkAsync("suite du Conseil national");
        await office.PressAsync(
            "Continuer", ("suite", "Reminder"), ("decidee-le.jour", "4"), ("decidee-le.mois", "3"), ("decidee-le.annee", "2026"), ("motifs", "Rappel du secret."));
        await office.PressAsync("Confirmer");
        Assert.True(office.Heading == "La suite est enregistrée", office.Described);
    }

    [Fact]
    public async Task List_WithoutItsHeader_NamesTheFieldInFrench()
    {
        using var office = await platform.BrowserAsync("cnom-discipline");
        await office.GetAsync("/actes/importer-liste/-");
        await office.PressAsync(
            "Continuer", ("objet", "Liste sans en-tête"), ("source", "Caisse"), ("faits", "Faits."), ("faits-le.jour", "3"), ("faits-le.mois", "3"),
            ("faits-le.annee", "2026"), ("liste", "DURAND;Paul"));
        await office.PressAsync("Confirmer");
        Assert.True(office.Text.Contains("Une ligne d’en-tête avec nom, prenoms", StringComparison.Ordinal), office.Described);
        Assert.Equal("DURAND;Paul", office.Page.QuerySelector("#liste")!.TextContent.Trim());
    }

    [Fact]
    public async Task Auditor_SeesWhetherTheChainsAreIntact_AndWhoDidWhat()
    {
        using var auditor = await platform.BrowserAsync("cnom-audit");
        Assert.True(auditor.Heading == "Audit", auditor.Described);
        Assert.Equal(3, auditor.Page.QuerySelectorAll(".govuk-tag--green").Length);
        await auditor.FollowLinkAsync("Tableau");
        Assert.Contains("registry.", auditor.Text, StringComparison.Ordinal);
        await auditor.GetAsync("/audit/mutual-aid");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, auditor.Status);
    }
}
