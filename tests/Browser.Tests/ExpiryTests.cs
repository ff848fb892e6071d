using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A session that ends while a form is half filled costs no word.</summary>
public class ExpiryTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Written = "Écrit avant la fin de la session, « avec guillemets » & <balises>.";

    [Fact]
    public async Task Form_SentAfterTheSessionExpired_KeepsItsText()
    {
        var clerk = await WritesAsync("cdom-67");
        await ExpireAsync("cdom-67");
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Votre session est terminée");
        // The provider knows the person still.
        await clerk.ChooseAffectationAsync(Visitor.Staff);
        await clerk.ShowsAsync("Votre session avait expiré");
        await clerk.HasAnswerAsync("faits", Written);
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Il y a un problème");
        await clerk.HasAnswerAsync("faits", Written);
    }

    [Fact]
    public async Task Form_SentAfterTheSessionExpired_IsNotShownToAnotherPerson()
    {
        var clerk = await WritesAsync("cdom-69");
        await ExpireAsync("cdom-69");
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Votre session est terminée");
        await clerk.LeaveProviderAsync();
        await clerk.ChooseAffectationAsync(Visitor.Staff);
        await clerk.ChooseAsync("cdom-71");
        await clerk.HasHeadingAsync("Mes brouillons");
        await Expect(clerk.Page.GetByText("Écrit avant")).ToHaveCountAsync(0);
    }

    private async Task<Visitor> WritesAsync(string identity)
    {
        var clerk = await PersonAsync(identity);
        await clerk.OpenAsync("/actes/enregistrer-plainte/-");
        await clerk.FillAsync(("faits", Written));
        return clerk;
    }

    private Task<bool> ExpireAsync(string subject) => Platform.Platform.Stores["console-ordre"].WriteAsync(
        async sql => await sql.ExecuteAsync(
            "update sessions set seen_at = @past where subject = @subject", new { subject, past = DateTimeOffset.UtcNow.AddHours(-1) }) > 0,
        CancellationToken.None);
}
