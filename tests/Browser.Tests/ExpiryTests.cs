using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;
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
        await ChangeAsync("update sessions set seen_at = @past where subject = @subject", "cdom-67");
        await clerk.PressAsync("Continuer");
        await SignsInAgainAsync(clerk, "cdom-67");
        await clerk.ShowsAsync("Votre session avait expiré");
        await clerk.HasAnswerAsync("faits", Written);
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Il y a un problème");
        await clerk.HasAnswerAsync("faits", Written);
    }

    [Fact]
    public async Task Form_SentAfterTheSessionWasRemoved_KeepsItsText()
    {
        var clerk = await WritesAsync("cdom-68");
        await ChangeAsync("delete from sessions where subject = @subject", "cdom-68");
        await clerk.PressAsync("Continuer");
        await SignsInAgainAsync(clerk, "cdom-68");
        await clerk.ShowsAsync("Votre session avait expiré");
        await clerk.HasAnswerAsync("faits", Written);
    }

    [Fact]
    public async Task Form_SentAfterTheSessionExpired_IsNotShownToAnotherPerson()
    {
        var clerk = await WritesAsync("cdom-69");
        await ChangeAsync("update sessions set seen_at = @past where subject = @subject", "cdom-69");
        await clerk.PressAsync("Continuer");
        await SignsInAgainAsync(clerk, "cdom-71");
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

    private static async Task SignsInAgainAsync(Visitor clerk, string identity)
    {
        await clerk.ShowsAsync("Votre session est terminée");
        await clerk.ChooseAffectationAsync(Visitor.Staff);
        await clerk.ChooseAsync(identity);
    }

    /// <summary>Changes the person's session in the console's store, as the idle time, an operator or the provider would.</summary>
    private async Task ChangeAsync(string statement, string subject)
    {
        await using var store = new Database(Options.Create(new DatabaseOptions
        {
            Engine = SqlEngine.Sqlite, ConnectionString = $"Data Source={Path.Combine(Platform.Platform.DataFolder, "console-ordre.db")}",
        }));
        var changed = 0;
        await store.WriteAsync(
            async sql => (changed = await sql.ExecuteAsync(statement, new { subject, past = DateTimeOffset.UtcNow.AddMinutes(-31) })) > 0, CancellationToken.None);
        Assert.Equal(1, changed);
    }
}
