using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A complaint from its registration to the ban that a partner reads, by mouse.</summary>
public class StoryTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Complaint_PlayedByClerkPresidentAndChamber_BansThePhysicianOnTheDay()
    {
        var physician = await Platform.PhysicianAsync("75");
        var today = Platform.Today;
        var clerk = await PersonAsync("cdom-75");
        await clerk.ReviewComplaintAsync(physician.Rpps, today);
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée", "75-");
        await clerk.FollowAsync("Ouvrir le dossier");
        await clerk.HasHeadingAsync("Dossier 75-");
        var file = clerk.Path;

        await DoAsync(clerk, file, "Convoquer en conciliation",
            [
                .. ComplaintForm.Day("envoyee-le", today.AddDays(-25)), .. ComplaintForm.Day("reunion-le", today.AddDays(-10)),
                ("conciliateurs", "Dr Anne Lorrain"),
            ],
            "La convocation est enregistrée");
        await DoAsync(clerk, file, "Enregistrer le procès-verbal de conciliation",
            [.. ComplaintForm.Day("tenue-le", today.AddDays(-10)), ("issue", "None"), ("signatures", "auteur|medecin|conciliateurs")],
            "Le procès-verbal est enregistré");
        await DoAsync(clerk, file, "Enregistrer la délibération",
            [
                .. ComplaintForm.Day("deliberee-le", today.AddDays(-5)), ("issue", "Associate"), ("membres", "Dr Paul Aubry\nDr Irène Costa\nDr Jean Vasseur"),
                ("pour", "3"), ("contre", "0"), ("abstentions", "0"), ("avis", "Le secret a été violé."),
            ],
            "La délibération est enregistrée");
        await DoAsync(clerk, file, "Préparer la saisine", [("articles", "4")], "La saisine est préparée");

        var president = await PersonAsync("cdom-75-president");
        await president.FollowAsync("À signer");
        await president.OpenAsync(file);
        await president.FollowAsync("Signer la saisine");
        await president.ShowsAsync("Signer la saisine", "Le secret a été violé.");
        await president.PressAsync("Signer et saisir la chambre");
        await president.ShowsAsync("La saisine est signée", "Île-de-France");

        var chamber = await PersonAsync("chambre-ile-de-france");
        await DoAsync(chamber, file, "Enregistrer la décision",
            [
                .. ComplaintForm.Day("decidee-le", today), ("sanction", "BanFromPractice"), ("mois", "3"), ("sursis", "1"),
                .. ComplaintForm.Day("notifiee-le", today), ("residence", "Metropolitan"),
            ],
            "La décision est enregistrée");

        await TheBanBeginsAsync(file.Split('/')[^1], physician.Rpps);
        await clerk.OpenAsync($"/medecins/{physician.Rpps}");
        await clerk.ShowsAsync("Interdiction d’exercer");
    }

    private static async Task DoAsync(Visitor person, string file, string act, (string, string)[] answers, string done)
    {
        await person.OpenAsync(file);
        await person.FollowAsync(act);
        await person.FillAsync(answers);
        await person.PressAsync("Continuer");
        await person.HasHeadingAsync("Vérifiez avant d’envoyer");
        await person.PressAsync("Confirmer");
        await person.ShowsAsync(done);
    }

    /// <summary>The day comes, and the partner that asks is told.</summary>
    private async Task TheBanBeginsAsync(string caseId, string rpps)
    {
        var decision = (await Platform.As<DecisionsService.DecisionsServiceClient>("cnom-discipline").GetProceedingsAsync(
            new GetProceedingsRequest { CaseId = caseId })).Decisions.Single();
        var partner = Platform.As<PhysiciansService.PhysiciansServiceClient>("cnam");
        Assert.True((await partner.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps })).Registration.MayPractise);
        var day = new DateOnly(decision.EnforceableOn.Year, decision.EnforceableOn.Month, decision.EnforceableOn.Day);
        Platform.Platform.Clock.AdvanceTo(new DateTimeOffset(day.ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero));
        await Until.TrueAsync(
            async () => !(await partner.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps })).Registration.MayPractise,
            "The ban in the register");
    }
}
