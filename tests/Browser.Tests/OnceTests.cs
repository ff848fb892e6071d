using OrdreCouncils.Protos.Discipline.V1;
using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>An act is done once, whatever is clicked.</summary>
public class OnceTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory, InlineData("44", true), InlineData("45", false)]
    public async Task Confirm_DoubleClick_ActsOnce(string council, bool script)
    {
        var rpps = (await Platform.PhysicianAsync(council)).Rpps;
        var clerk = await PersonAsync($"cdom-{council}", script: script);
        await clerk.ReviewComplaintAsync(rpps, Platform.Today);
        await clerk.Button("Confirmer").DblClickAsync();
        await clerk.ShowsAsync("La plainte est enregistrée");
        Assert.Equal(1, await CasesAsync(rpps));
    }

    /// <summary>A browser drops the first of two clicks that come quickly; these are sent all three.</summary>
    [Fact]
    public async Task Confirm_SentThreeTimesAtOnce_ActsOnce()
    {
        var rpps = (await Platform.PhysicianAsync("51")).Rpps;
        var clerk = await PersonAsync("cdom-51");
        await clerk.ReviewComplaintAsync(rpps, Platform.Today);
        await clerk.Page.Locator("main form").EvaluateAsync(
            "form => Promise.all([1, 2, 3].map(() => fetch(location.href, { method: 'POST', body: new URLSearchParams(new FormData(form)) })))");
        await clerk.Page.ReloadAsync();
        await clerk.ShowsAsync("La plainte est enregistrée");
        Assert.Equal(1, await CasesAsync(rpps));
    }

    [Fact]
    public async Task Confirm_FromTwoTabs_ActsOnce()
    {
        var rpps = (await Platform.PhysicianAsync("49")).Rpps;
        var clerk = await PersonAsync("cdom-49");
        await clerk.ReviewComplaintAsync(rpps, Platform.Today);
        var review = clerk.Path;
        var earlier = await clerk.NewTabAsync();
        await clerk.OpenAsync(review);
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée");
        clerk.Look(earlier);
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée");
        Assert.Equal(1, await CasesAsync(rpps));
    }

    [Fact]
    public async Task Back_AfterDone_OffersNothingToPress()
    {
        var rpps = (await Platform.PhysicianAsync("54")).Rpps;
        var clerk = await PersonAsync("cdom-54");
        await clerk.ReviewComplaintAsync(rpps, Platform.Today);
        var review = clerk.Path;
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée");
        await clerk.Page.GoBackAsync();
        await clerk.ShowsAsync("La plainte est enregistrée");
        await Expect(clerk.Button("Confirmer")).ToHaveCountAsync(0);
        await clerk.OpenAsync(review);
        await clerk.ShowsAsync("La plainte est enregistrée");
        await clerk.Page.ReloadAsync();
        Assert.Equal(1, await CasesAsync(rpps));
    }

    [Fact]
    public async Task Form_SavedInAnotherTab_ShowsBothVersions()
    {
        var clerk = await PersonAsync("cdom-57");
        await clerk.OpenAsync("/actes/enregistrer-plainte/-");
        await clerk.SaveInTwoTabsAsync("objet", "Ce que dit le premier onglet", "Ce que dit le second");
        await clerk.HasAnswerAsync("objet", "Ce que dit le premier onglet");
        await clerk.ShowsAsync("L’autre version", "Ce que dit le second");
        await clerk.PressAsync("Enregistrer le brouillon et quitter");
        await clerk.HasHeadingAsync("Mes brouillons");
        await clerk.OpenAsync("/actes/enregistrer-plainte/-");
        await clerk.HasAnswerAsync("objet", "Ce que dit le premier onglet");
    }

    private async Task<int> CasesAsync(string rpps) =>
        (await Platform.As<CasesService.CasesServiceClient>("cnom-discipline").ListCasesAsync(new ListCasesRequest { Rpps = rpps })).Cases.Count;
}
