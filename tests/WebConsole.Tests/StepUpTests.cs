using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>A grave act asks a person who signed in long ago to do so again, and nothing that was written is lost.</summary>
[Collection(nameof(ConsolePlatform))]
public class StepUpTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Signature_AnHourAfterTheSignIn_AsksForAnotherAndThenSigns()
    {
        var caseId = await ReferredAsync("62", "hauts-de-france");
        using var president = await SignedInEarlierAsync("cdom-62-president");
        await president.GetAsync($"/actes/signer-saisine/{caseId}");
        await president.PressAsync("Signer et saisir");
        Assert.NotEqual(president.Console.Authority, president.Address.Authority);
        Assert.Null((await ReferralAsync(caseId)).SignedAt);

        await president.ChooseAsync("cdom-62-president");
        Assert.True(president.Heading.EndsWith("Signer la saisine", StringComparison.Ordinal), president.Described);
        await president.PressAsync("Signer et saisir");
        Assert.True(president.Heading == "La saisine est signée", president.Described);
        Assert.NotNull((await ReferralAsync(caseId)).SignedAt);
    }

    [Fact]
    public async Task Signature_AskedAgain_OfAnotherPerson_SignsNothing()
    {
        var caseId = await ReferredAsync("62", "hauts-de-france");
        using var president = await SignedInEarlierAsync("cdom-62-president");
        await president.GetAsync($"/actes/signer-saisine/{caseId}");
        await president.PressAsync("Signer et saisir");
        await president.ChooseAsync("cdom-75-president");
        Assert.NotEqual("La saisine est signée", president.Heading);
        Assert.Null((await ReferralAsync(caseId)).SignedAt);
    }

    [Fact]
    public async Task Return_TellsTheClerkWhyAndWhoReturnedIt()
    {
        var caseId = await ReferredAsync("62", "hauts-de-france");
        using var president = await platform.BrowserAsync("cdom-62-president");
        await president.GetAsync($"/actes/renvoyer-saisine/{caseId}");
        await president.PressAsync("Continuer", ("motif", "Trop court"));
        await president.GetAsync($"/actes/renvoyer-saisine/{caseId}");
        await president.PressAsync("Continuer", ("motif", "Nommez aussi l’article sur le secret."));
        await president.PressAsync("Renvoyer");
        Assert.True(president.Heading == "La saisine est renvoyée au greffe", president.Described);

        using var clerk = await platform.BrowserAsync("cdom-62");
        await clerk.GetAsync($"/dossiers/{caseId}/saisine");
        Assert.Contains("Nommez aussi l’article sur le secret.", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("par Présidence du conseil départemental 62", clerk.Text, StringComparison.Ordinal);
    }

    private async Task<WebBrowser> SignedInEarlierAsync(string identity)
    {
        platform.SignInTime.Back = TimeSpan.FromMinutes(20);
        try
        {
            return await platform.BrowserAsync(identity);
        }
        finally
        {
            platform.SignInTime.Back = TimeSpan.Zero;
        }
    }

    private async Task<string> ReferredAsync(string council, string chamber)
    {
        var physician = await platform.PhysicianAsync(council);
        var today = platform.Today;
        var facts = new Protos.Common.V1.Date { Year = today.Year, Month = today.Month, Day = today.Day };
        var affair = (await platform.As<AffairsService.AffairsServiceClient>("cnom-discipline").OpenAffairAsync(new OpenAffairRequest
        {
            RequestId = Guid.CreateVersion7().ToString(), Title = "Affaire d'essai", Facts = "Faits d'essai.", FactsOn = facts,
            Respondents = { new Respondent { Rpps = physician.Rpps } },
        })).Affair;
        var caseId = affair.Cases[0].CaseId;
        await platform.As<ReferralsService.ReferralsServiceClient>($"cdom-{council}").PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Guid.CreateVersion7().ToString(), CaseId = caseId, Chamber = chamber, EthicsArticles = { "4" }, ReasonedOpinion = "Avis d'essai.",
            DeliberatedOn = facts,
        });
        return caseId;
    }

    private async Task<Referral> ReferralAsync(string caseId) =>
        (await platform.As<ReferralsService.ReferralsServiceClient>("cdom-62").GetReferralAsync(new GetReferralRequest { CaseId = caseId })).Referral;
}
