using System.Net;
using OrdreCouncils.Local;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Tokens that live for seconds are refreshed at every request: a refresh token that is used twice would end the session.</summary>
public class RefreshTests
{
    [Fact]
    public async Task Session_OfManyRequestsAtOnce_RefreshesItsTokensOneAtATime()
    {
        var folder = Directory.CreateTempSubdirectory("ordre-console-");
        await using (var platform = await LocalPlatform.StartAsync(new LocalOptions { DataFolder = folder.FullName, Console = true, TokenLife = TimeSpan.FromSeconds(40) }))
        {
            using var browser = new WebBrowser(platform.ConsoleAddress, () => []);
            await browser.SignInAsync("cdom-75");
            var first = await TicketAsync(platform);
            for (var round = 0; round < 10; round++)
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetOnlyAsync("/file")));
                Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
            }

            Assert.NotEqual(first, await TicketAsync(platform));
            await browser.GetAsync("/file");
            Assert.Equal("File de travail", browser.Heading);
        }

        folder.Delete(recursive: true);
    }

    private static async Task<string> TicketAsync(LocalPlatform platform) => Convert.ToHexString(
        await platform.Stores["console-ordre"].ReadAsync(sql => sql.ScalarAsync<byte[]>("select ticket from sessions"), CancellationToken.None));
}
