using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>A session that ends in the middle of a form costs no word, and an act that is sent several times is done once.</summary>
[Collection(nameof(ConsolePlatform))]
public class ExpiryTests(ConsolePlatform platform)
{
    private const string Facts = "Première ligne, d’un long texte.\nDeuxième ligne : « é » & <b>.";

    [Fact]
    public async Task Form_SentWithAnExpiredSession_IsKeptThroughSigningInAgain()
    {
        using var clerk = await platform.BrowserAsync("cdom-62");
        await clerk.GetAsync("/actes/enregistrer-plainte/-");
        await ExpireAsync("cdom-62");
        await clerk.PressAsync("Continuer", ("faits", Facts), ("nom", "Mme Reine Aubert"));
        Assert.Contains("Votre session est terminée", clerk.Text, StringComparison.Ordinal);

        await SignInAgainAsync(clerk, "cdom-62");
        Assert.Contains("Ce que vous aviez écrit est conservé", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(Facts, clerk.Page.QuerySelector("#faits")!.TextContent.TrimStart('\n'));
        Assert.Equal("Mme Reine Aubert", clerk.Page.QuerySelector("#nom")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Form_OfAnExpiredSession_IsNotShownToAnotherPerson()
    {
        using var clerk = await platform.BrowserAsync("cdom-62");
        await clerk.GetAsync("/actes/enregistrer-plainte/-");
        await ExpireAsync("cdom-62");
        await clerk.PressAsync("Continuer", ("faits", Facts));
        clerk.ForgetProvider();
        await SignInAgainAsync(clerk, "cdom-13");
        Assert.Equal("Mes brouillons", clerk.Heading);
        Assert.DoesNotContain("Première ligne", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfASessionThatWasEnded_IsNotSaidToBeKept()
    {
        using var clerk = await platform.BrowserAsync("cdom-62");
        await clerk.GetAsync("/actes/enregistrer-plainte/-");
        await platform.Platform.Stores["console-ordre"].WriteAsync(
            async sql => await sql.ExecuteAsync("delete from sessions where subject = 'cdom-62'") > 0, CancellationToken.None);
        await clerk.PressAsync("Continuer", ("faits", Facts));
        Assert.Equal("Se connecter", clerk.Heading);
        Assert.DoesNotContain("est conservé", clerk.Text, StringComparison.Ordinal);
    }

    /// <summary>Expiries and restarts between any two steps; a thousand under <c>--full</c>.</summary>
    [Fact]
    public async Task Draft_ThroughManyExpiriesAndRestarts_LosesNoWord()
    {
        var dice = new Random(Seed: 7);
        using var clerk = await platform.BrowserAsync("cdom-31");
        await clerk.GetAsync("/actes/enregistrer-plainte/-");
        for (var turn = 0; turn < Storm.Cases(1_000); turn++)
        {
            var text = $"Tour {turn} : {Facts}";
            if (turn % 50 == 0)
                await platform.Platform.RestartConsoleAsync();
            else
                await ExpireAsync("cdom-31");
            // Half of the time the form is sent with the dead session, else it is opened again first.
            if (dice.Next(2) == 0)
            {
                await clerk.PressAsync("Enregistrer le brouillon", ("faits", text));
            }
            else
            {
                await clerk.GetAsync(clerk.Address.ToString());
                if (clerk.Heading == "Se connecter")
                    await SignInAgainAsync(clerk, "cdom-31");

                await clerk.PressAsync("Enregistrer le brouillon", ("faits", text));
            }

            if (clerk.Heading == "Se connecter")
                await SignInAgainAsync(clerk, "cdom-31");

            await clerk.GetAsync("/actes/enregistrer-plainte/-");
            var kept = clerk.Page.QuerySelector("#faits")?.TextContent.TrimStart('\n');
            Assert.True(kept == text, $"turn {turn}: {clerk.Described}");
        }
    }

    /// <summary>Each act is sent ten times at once; a thousand posts under <c>--full</c>.</summary>
    [Fact]
    public async Task Act_SentManyTimesAtOnce_IsDoneOnce()
    {
        using var clerk = await platform.BrowserAsync("cdom-59");
        var attestations = new HashSet<string>();
        for (var turn = 0; turn < Storm.Cases(1_000) / 10; turn++)
        {
            var physician = await platform.PhysicianAsync("59");
            await clerk.GetAsync($"/actes/delivrer-attestation/{physician.Rpps}");
            var (form, fields) = clerk.Filled("Délivrer");
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => clerk.PostOnlyAsync(form, fields)));
            await clerk.GetAsync($"{clerk.Address.ToString().Replace("/verifier", "/fait", StringComparison.Ordinal)}");
            Assert.Contains("L’attestation est délivrée", clerk.Text, StringComparison.Ordinal);
            Assert.True(attestations.Add(clerk.Page.QuerySelector(".govuk-panel strong")!.TextContent), clerk.Described);
            var issued = await platform.Platform.Stores["registry"].ReadAsync(
                sql => sql.ScalarAsync<long>("select count(*) from attestations where rpps = @Rpps", new { physician.Rpps }), CancellationToken.None);
            Assert.Equal(1, issued);
        }
    }

    /// <summary>The provider knows the person still and asks nobody, unless it is to forget.</summary>
    private static async Task SignInAgainAsync(WebBrowser browser, string identity)
    {
        await browser.FollowLinkAsync("Personnel de l’Ordre");
        if (browser.Address.Authority != browser.Console.Authority)
            await browser.ChooseAsync(identity);
    }

    private async Task ExpireAsync(string subject)
    {
        // As after an hour without a request.
        var seen = DateTimeOffset.UtcNow.AddHours(-1);
        await platform.Platform.Stores["console-ordre"].WriteAsync(
            async sql => await sql.ExecuteAsync("update sessions set seen_at = @seen where subject = @subject", new { seen, subject }) > 0, CancellationToken.None);
    }
}
