using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

/// <summary>A token that cannot be valid costs no signature check: the keys of the test count how often they are asked.</summary>
public sealed class TokenScreenTests : IAsyncLifetime, IDisposable
{
    private readonly DevTokens tokens = new();
    private readonly CachedTokenHandler handler = new(_ => null);
    private readonly Counting crypto = new();
    private WebApplication issuer = null!;
    private IssuerConfiguration keys = null!;

    public async Task InitializeAsync()
    {
        issuer = await DevIssuer.StartAsync(tokens);
        keys = new IssuerConfiguration(tokens.Issuer, allowHttp: true, TimeProvider.System);
        // A first token has the keys read.
        Assert.True((await ValidateAsync(Token())).IsValid);
        Assert.Equal(1, crypto.Checks);
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    public void Dispose()
    {
        keys.Dispose();
        tokens.Dispose();
    }

    [Fact]
    public async Task Validate_RightToken_ChecksOneSignature()
    {
        Assert.True((await ValidateAsync(Token())).IsValid);
        Assert.Equal(2, crypto.Checks);
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("two parts")]
    [InlineData("four parts")]
    [InlineData("a blank")]
    [InlineData("no JSON")]
    [InlineData("short signature")]
    [InlineData("algorithm none")]
    [InlineData("algorithm HS256")]
    [InlineData("algorithm ES384")]
    [InlineData("type of an identity token")]
    [InlineData("type of a checkpoint")]
    [InlineData("critical extension")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("no audience")]
    [InlineData("expired")]
    [InlineData("without expiry")]
    [InlineData("longer than a day")]
    public async Task Validate_TokenThatCannotBeValid_ChecksNoSignature(string fault)
    {
        var token = Wrong(fault);

        var result = await ValidateAsync(token);

        Assert.False(result.IsValid);
        Assert.Equal(1, crypto.Checks);
        Assert.Equal(fault == "expired", result.Exception is SecurityTokenExpiredException);
    }

    [Fact]
    public async Task Validate_UnknownKeys_AreReadOnceASecond_AndNeverChecked()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Enumerable.Range(0, 200).Select(number => Token(descriptor =>
            descriptor.SigningCredentials = new(new ECDsaSecurityKey(other) { KeyId = $"unknown-{number}" }, SecurityAlgorithms.EcdsaSha256))).ToArray();

        foreach (var token in forged)
            Assert.IsType<SecurityTokenSignatureKeyNotFoundException>((await ValidateAsync(token)).Exception);

        Assert.Equal(1, crypto.Checks);
    }

    [Fact]
    public async Task Validate_KnownKeyAndAnotherSignature_IsCheckedAndRefused()
    {
        var forged = Token(edit: null);
        forged = forged[..^86] + Token()[^86..];

        Assert.IsType<SecurityTokenInvalidSignatureException>((await ValidateAsync(forged)).Exception);
        Assert.Equal(2, crypto.Checks);
    }

    [Fact]
    public async Task Validate_ScreenedTokens_AreCountedByTheMetric()
    {
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "ordre.tokens.refused_early")
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();

        await ValidateAsync(Wrong("audience"));

        Assert.True(counted >= 1);
    }

    [Fact]
    public async Task Validate_AudienceThatDoesNotSuitTheRoles_ChecksNoSignature()
    {
        var strict = new CachedTokenHandler(_ => new SecurityTokenInvalidAudienceException("no"));

        Assert.IsType<SecurityTokenInvalidAudienceException>((await strict.ValidateTokenAsync(Token(), Parameters())).Exception);
        Assert.Equal(1, crypto.Checks);
    }

    private string Wrong(string fault)
    {
        var right = Token();
        return fault switch
        {
            "too long" => Token(descriptor => descriptor.Claims["note"] = new string('a', 8_000)),
            "two parts" => right[..right.LastIndexOf('.')],
            "four parts" => right + ".AAAA",
            "a blank" => right + " ",
            "no JSON" => "AAAA" + right[right.IndexOf('.', StringComparison.Ordinal)..],
            "short signature" => right[..^1],
            "algorithm none" => Headed(right, """{"alg":"none"}"""),
            "algorithm HS256" => Headed(right, $$"""{"alg":"HS256","kid":"{{tokens.PublicKey.Kid}}"}"""),
            "algorithm ES384" => Headed(right, $$"""{"alg":"ES384","kid":"{{tokens.PublicKey.Kid}}"}"""),
            "type of an identity token" => Headed(right, $$"""{"alg":"ES256","typ":"id+jwt","kid":"{{tokens.PublicKey.Kid}}"}"""),
            "type of a checkpoint" => Token(descriptor => descriptor.TokenType = "audit-checkpoint+jwt"),
            "critical extension" => Token(descriptor => descriptor.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "exp" } }),
            "issuer" => Token(descriptor => descriptor.Issuer = "http://127.0.0.1:1"),
            "audience" => Token(descriptor => descriptor.Audience = "another"),
            "no audience" => Token(descriptor => descriptor.Audience = null),
            "expired" => Token(descriptor =>
            {
                descriptor.IssuedAt = descriptor.NotBefore = DateTime.UtcNow.AddHours(-2);
                descriptor.Expires = DateTime.UtcNow.AddHours(-1);
            }),
            "without expiry" => Token(descriptor => descriptor.Expires = null),
            _ => Token(descriptor => descriptor.Expires = DateTime.UtcNow.AddDays(2)),
        };
    }

    private static string Headed(string token, string header) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header)) + token[token.IndexOf('.', StringComparison.Ordinal)..];

    private string Token(Action<SecurityTokenDescriptor>? edit = null) => tokens.Issue(DevIdentity.Find("cdom-75")!, descriptor =>
    {
        // Each token is another, so that none is remembered.
        descriptor.Claims["jti"] = Guid.NewGuid().ToString();
        edit?.Invoke(descriptor);
    });

    private Task<TokenValidationResult> ValidateAsync(string token) => handler.ValidateTokenAsync(token, Parameters());

    private TokenValidationParameters Parameters() => new()
    {
        ValidIssuer = tokens.Issuer,
        ValidAudience = DevTokens.Audience,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
        ClockSkew = TimeSpan.FromSeconds(30),
        ConfigurationManager = keys,
        CryptoProviderFactory = crypto,
    };

    /// <summary>Counts the providers of which the library asks one for each check of a signature.</summary>
    private sealed class Counting : CryptoProviderFactory
    {
        private int checks;

        public int Checks => checks;

        public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm, bool cacheProvider)
        {
            Interlocked.Increment(ref checks);
            return base.CreateForVerifying(key, algorithm, cacheProvider);
        }

        public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm) => CreateForVerifying(key, algorithm, CacheSignatureProviders);
    }
}
