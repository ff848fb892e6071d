using System.Net;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>Services behind the gateway accept the tokens of a person who signed in at the local platform's issuer.</summary>
public class PlatformSignInTests
{
    [Fact]
    public async Task SignIn_AtTheLocalPlatform_OpensTheServices()
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink());
        platform.Clients.Put(new DevClient(TestProvider.Console, [TestProvider.Redirect], [], "", "register_and_discipline"));
        using var browser = new TestBrowser(platform.IdentityAddress);

        var (status, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        Assert.Equal(HttpStatusCode.OK, status);
        using var channel = BearerChannel.Open(platform.GrpcAddress, tokens.GetProperty("access_token").GetString()!);
        Assert.Empty((await new CasesService.CasesServiceClient(channel).ListCasesAsync(new ListCasesRequest())).Cases);
        Assert.StartsWith(platform.IdentityAddress, (await browser.DiscoveryAsync()).GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
        using var gateway = new TestBrowser(platform.HttpAddress);
        Assert.Equal(platform.IdentityAddress, (await gateway.DiscoveryAsync()).GetProperty("issuer").GetString());
        Assert.Equal(platform.IdentityAddress + "/dev/token", (await gateway.DiscoveryAsync()).GetProperty("token_endpoint").GetString());
    }
}
