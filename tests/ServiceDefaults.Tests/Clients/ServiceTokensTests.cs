using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Clients;

public sealed class ServiceTokensTests : IAsyncLifetime
{
    private WebApplication issuer = null!;
    private int asked;

    private Func<HttpContext, int, Task<IResult>> Answer { get; set; } = (_, n) => Task.FromResult(Token($"token {n}", 3600));

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        issuer = builder.Build();
        issuer.MapPost("/token", async (HttpContext http) => await (await Answer(http, Interlocked.Increment(ref asked))).ExecuteAsync(http));
        await issuer.StartAsync();
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    [Fact]
    public async Task Get_ManyAtOnce_AsksOnce()
    {
        var go = new TaskCompletionSource();
        Answer = async (_, n) =>
        {
            await go.Task;
            return Token($"token {n}", 3600);
        };
        var tokens = Tokens();

        var all = Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(CancellationToken.None).AsTask()).ToList();
        go.SetResult();

        Assert.All(await Task.WhenAll(all), token => Assert.Equal("token 1", token));
        Assert.Equal("token 1", await tokens.GetAsync(CancellationToken.None));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Get_IssuerFailsWhileTheTokenIsGood_GoesOnWithIt()
    {
        Answer = (_, n) => Task.FromResult(n == 1 ? Token("first", 20) : Results.StatusCode(503));
        var tokens = Tokens();
        Assert.Equal("first", await tokens.GetAsync(CancellationToken.None));
        tokens.RenewNow();

        Assert.Equal("first", await tokens.GetAsync(CancellationToken.None));
        Assert.Equal("first", await tokens.GetAsync(CancellationToken.None));
        // The second call made no request, because requests to the issuer pause after a failure.
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Get_IssuerFailsAndNoTokenAtHand_FailsAllAtOnceAndRecovers()
    {
        Answer = (_, n) => Task.FromResult(n == 1 ? Results.StatusCode(503) : Token("later", 3600));
        var tokens = Tokens();

        await Assert.ThrowsAsync<HttpRequestException>(() => tokens.GetAsync(CancellationToken.None).AsTask());

        Assert.Equal("later", await tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Get_IssuerRedirects_DoesNotFollowWithTheSecret()
    {
        Answer = (_, _) => Task.FromResult(Results.Redirect("http://127.0.0.1:1/elsewhere", permanent: false, preserveMethod: true));
        var tokens = Tokens();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => tokens.GetAsync(CancellationToken.None).AsTask());

        Assert.Equal(HttpStatusCode.TemporaryRedirect, exception.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"x"}""")]
    [InlineData("<html>")]
    public async Task Get_AnswerThatIsNoToken_Fails(string answer)
    {
        Answer = (_, _) => Task.FromResult(Results.Text(answer, "application/json"));
        var tokens = Tokens();

        await Assert.ThrowsAnyAsync<Exception>(() => tokens.GetAsync(CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Get_CallerGivesUp_OthersStillGetTheAnswer()
    {
        var go = new TaskCompletionSource();
        Answer = async (_, n) =>
        {
            await go.Task;
            return Token($"token {n}", 3600);
        };
        var tokens = Tokens();
        using var cancel = new CancellationTokenSource();
        var impatient = tokens.GetAsync(cancel.Token).AsTask();
        var patient = tokens.GetAsync(CancellationToken.None).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.InTime());
        go.SetResult();

        Assert.Equal("token 1", await patient);
    }

    [Theory]
    [InlineData("Services:notes", "", "Services:notes")]
    [InlineData("Identity:TokenEndpoint", "", "Identity:TokenEndpoint")]
    [InlineData("Identity:ClientId", "", "Identity:ClientId")]
    [InlineData("Identity:TokenEndpoint", "http://issuer/token", "https")]
    public void AddServiceClient_SettingMissingOrUnsafe_FailsSayingWhatToWrite(string setting, string value, string says)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Services:notes"] = "http://notes:8081",
            ["Identity:TokenEndpoint"] = "https://issuer/token",
            ["Identity:ClientId"] = "svc-registry",
            [setting] = value,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        var exception = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddServiceClient<NotesService.NotesServiceClient>(configuration, "notes"));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }

    private static IResult Token(string token, int seconds) => Results.Json(new { access_token = token, expires_in = seconds, token_type = "Bearer" });

    private ServiceTokens Tokens() => new(
        new TokenEndpoint(Options.Create(new IdentityOptions { TokenEndpoint = issuer.Urls.Single() + "/token", ClientId = "svc-registry", ClientSecret = "dev" })),
        "ordre-discipline", TimeSpan.FromSeconds(10), NullLogger<ServiceTokens>.Instance);
}
