using System.Net;

namespace OrdreCouncils.Tests.WebConsole;

[Collection(nameof(ConsolePlatform))]
public class SignInTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Clerk_SignsIn_SeesTheOwnQueue()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Described);
        Assert.Equal("/file", browser.Address.AbsolutePath);
        Assert.Equal("File de travail", browser.Heading);
    }
}
