using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

public sealed class CachedTokenHandlerTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly CachedTokenHandler handler = new(_ => null);
    private int validations;

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task Validate_Twice_ChecksTheSignatureOnce()
    {
        var token = Token(DateTime.UtcNow.AddHours(1));

        var first = await handler.ValidateTokenAsync(token, Parameters());
        var second = await handler.ValidateTokenAsync(token, Parameters());

        Assert.True(first.IsValid && second.IsValid);
        Assert.Equal(1, validations);
    }

    [Fact]
    public async Task Validate_ExpiredWithinSkew_IsValidatedEachTime()
    {
        var token = Token(DateTime.UtcNow.AddSeconds(-5));
        Assert.True((await handler.ValidateTokenAsync(token, Parameters(skew: TimeSpan.FromMinutes(1)))).IsValid);

        var later = await handler.ValidateTokenAsync(token, Parameters(skew: TimeSpan.Zero));

        Assert.IsType<SecurityTokenExpiredException>(later.Exception);
    }

    [Fact]
    public async Task Validate_ExpiresBetweenTwoCalls_IsRefused()
    {
        // Expiry has whole seconds: one to two seconds from now.
        var expires = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 2).UtcDateTime;
        var token = Token(expires);
        Assert.True((await handler.ValidateTokenAsync(token, Parameters(skew: TimeSpan.Zero))).IsValid);

        await Until.TrueAsync(() => DateTime.UtcNow > expires, "the expiry");

        Assert.IsType<SecurityTokenExpiredException>((await handler.ValidateTokenAsync(token, Parameters(skew: TimeSpan.Zero))).Exception);
    }

    [Fact]
    public async Task Validate_InvalidToken_IsNotRemembered()
    {
        var token = Token(DateTime.UtcNow.AddHours(1));
        var strict = Parameters();
        strict.ValidAudience = "another";

        Assert.False((await handler.ValidateTokenAsync(token, strict)).IsValid);
        Assert.True((await handler.ValidateTokenAsync(token, Parameters())).IsValid);
    }

    [Fact]
    public async Task Validate_OneCharacterChanged_IsAnotherToken()
    {
        var token = Token(DateTime.UtcNow.AddHours(1));
        await handler.ValidateTokenAsync(token, Parameters());
        var signature = token.LastIndexOf('.') + 1;
        var forged = token[..signature] + (token[signature] == 'A' ? 'B' : 'A') + token[(signature + 1)..];

        Assert.False((await handler.ValidateTokenAsync(forged, Parameters())).IsValid);
    }

    private string Token(DateTime expires) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "issuer",
        Audience = "audience",
        Expires = expires,
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "k" }, SecurityAlgorithms.EcdsaSha256),
    });

    private TokenValidationParameters Parameters(TimeSpan? skew = null) => new()
    {
        ValidIssuer = "issuer",
        ValidAudience = "audience",
        ClockSkew = skew ?? TimeSpan.FromSeconds(30),
        IssuerSigningKeyResolver = (_, _, _, _) =>
        {
            validations++;
            return [new ECDsaSecurityKey(key) { KeyId = "k" }];
        },
    };
}
