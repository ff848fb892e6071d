using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Identity;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>The development issuer with two consoles, and a listener that takes the logout tokens of the first one.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Console = "console-ordre";
    public const string Other = "console-entraide";
    public const string Redirect = "http://localhost:5999/signin-oidc";
    public const string OtherRedirect = "http://localhost:5998/signin-oidc";
    public const string AfterLogout = "http://localhost:5999/signout-callback-oidc";

    private readonly WebApplication listener;
    private readonly WebApplication issuer;

    private TestProvider(DevTokens tokens, StepClock time, WebApplication issuer, WebApplication listener, ConcurrentQueue<string> logoutTokens) =>
        (Tokens, Time, this.issuer, this.listener, LogoutTokens) = (tokens, time, issuer, listener, logoutTokens);

    public DevTokens Tokens { get; }

    public StepClock Time { get; }

    public ConcurrentQueue<string> LogoutTokens { get; }

    public static async Task<TestProvider> StartAsync()
    {
        var received = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = builder.Build();
        listener.MapPost("/logout", async (HttpRequest request) => received.Enqueue((await request.ReadFormAsync())["logout_token"].ToString()));
        await listener.StartAsync();

        var time = new StepClock();
        var tokens = new DevTokens { Time = time, Life = TimeSpan.FromMinutes(5) };
        var clients = new DevClients();
        clients.Put(new DevClient(
            Console, [Redirect], [AfterLogout], listener.Urls.Single() + "/logout", "register_and_discipline", "practitioner_health", "own_disciplinary_case"));
        clients.Put(new DevClient(Other, [OtherRedirect], [], "http://localhost:1/logout", "mutual_aid", "own_person"));
        var issuer = await DevIssuer.StartAsync(tokens, new DevIssuerOptions { Clients = clients, RefreshLife = TimeSpan.FromHours(1) });
        return new TestProvider(tokens, time, issuer, listener, received);
    }

    public TestBrowser Browser() => new(Tokens.Issuer);

    public async ValueTask DisposeAsync()
    {
        await issuer.DisposeAsync();
        await listener.DisposeAsync();
        Tokens.Dispose();
    }

    /// <summary>The machine's clock, some steps ahead.</summary>
    internal sealed class StepClock : TimeProvider
    {
        private TimeSpan ahead;

        public void Step(TimeSpan time) => ahead += time;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
