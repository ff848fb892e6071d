using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

/// <summary>Keys of an issuer that withdraws one and goes on with another.</summary>
public sealed class IssuerConfigurationTests : IAsyncLifetime, IDisposable
{
    private readonly DevTokens tokens = new();
    private readonly SteppingClock clock = new();
    private WebApplication issuer = null!;
    private IssuerConfiguration keys = null!;

    public async Task InitializeAsync()
    {
        issuer = await DevIssuer.StartAsync(tokens);
        keys = new IssuerConfiguration(tokens.Issuer, allowHttp: true, clock);
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    public void Dispose()
    {
        keys.Dispose();
        tokens.Dispose();
    }

    [Fact]
    public async Task Validate_KeyWithdrawn_IsRefusedWhenTheKeysAreTooOld()
    {
        var token = Token();
        Assert.True((await ValidateAsync(token)).IsValid);

        tokens.Rotate();
        clock.Step(IssuerConfiguration.Oldest);

        Assert.False((await ValidateAsync(token)).IsValid);
        Assert.True((await ValidateAsync(Token())).IsValid);
    }

    [Fact]
    public async Task Validate_TokenOfANewKey_ReadsTheKeysAtOnce()
    {
        var old = Token();
        Assert.True((await ValidateAsync(old)).IsValid);

        tokens.Rotate();
        clock.Step(TimeSpan.FromSeconds(2));

        Assert.True((await ValidateAsync(Token())).IsValid);
        Assert.False((await ValidateAsync(old)).IsValid);
    }

    [Fact]
    public async Task Get_AgingKeys_AreReadInTheBackground()
    {
        var before = await keys.GetConfigurationAsync(default);
        clock.Step(IssuerConfiguration.Aging);

        Assert.Same(before, await keys.GetConfigurationAsync(default));
        await Until.TrueAsync(async () => await keys.GetConfigurationAsync(default) != before, "the keys to be read again");
    }

    [Fact]
    public async Task Get_IssuerAway_KeepsTheLastKeys()
    {
        var token = Token();
        Assert.True((await ValidateAsync(token)).IsValid);
        await issuer.StopAsync();
        clock.Step(TimeSpan.FromHours(1));

        Assert.True((await ValidateAsync(token)).IsValid);
    }

    [Fact]
    public async Task Get_TokensOfUnknownKeys_AskTheIssuerOnceASecond()
    {
        var first = await keys.GetConfigurationAsync(default);
        keys.RequestRefresh();
        Assert.Same(first, await keys.GetConfigurationAsync(default));

        clock.Step(TimeSpan.FromSeconds(1));

        Assert.NotSame(first, await keys.GetConfigurationAsync(default));
    }

    private string Token() => tokens.Issue(DevIdentity.Find("cdom-75")!);

    // A handler that remembers no token: its memory is tested apart.
    private Task<TokenValidationResult> ValidateAsync(string token) => new CachedTokenHandler(_ => null).ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = tokens.Issuer,
        ValidAudience = DevTokens.Audience,
        ConfigurationManager = keys,
    });

    private sealed class SteppingClock : TimeProvider
    {
        private long now = 1;

        public void Step(TimeSpan time) => now += time.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;
    }
}
