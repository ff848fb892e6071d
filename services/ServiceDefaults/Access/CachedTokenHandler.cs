using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Remembers a valid token for some seconds, because checking its signature costs more than a cached look-up. An expired token is checked on every
/// call. A signing key that the issuer withdraws is refused after this time and <see cref="IssuerConfiguration.Oldest"/> at the latest.</summary>
internal sealed class CachedTokenHandler(Func<JsonWebToken, SecurityTokenValidationException?> audienceFault) : TokenHandler
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(20);

    /// <summary>A longer token would outlive the roles that it names.</summary>
    private static readonly TimeSpan LongestToken = TimeSpan.FromDays(1);

    private readonly JsonWebTokenHandler inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Entry> valid = new(StringComparer.Ordinal);

    private sealed record Entry(TokenValidationResult Result, ClaimsPrincipal Principal, DateTime Until);

    public ClaimsPrincipal? Find(ReadOnlySpan<char> token) =>
        valid.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var entry) && DateTime.UtcNow < entry.Until ? entry.Principal : null;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = DateTime.UtcNow;
        if (valid.TryGetValue(token, out var entry) && now < entry.Until)
            return entry.Result;

        var result = await inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid && Refusal((JsonWebToken)result.SecurityToken) is { } refusal)
            result = new TokenValidationResult { IsValid = false, Exception = refusal };
        if (result.IsValid && result.SecurityToken.ValidTo is var expiry && now < expiry)
        {
            if (valid.Count >= Capacity)
                valid.Clear();
            valid[token] = new Entry(result, new ClaimsPrincipal(result.ClaimsIdentity), expiry < now + Life ? expiry : now + Life);
        }
        else
        {
            valid.TryRemove(token, out _);
        }

        return result;
    }

    private SecurityTokenValidationException? Refusal(JsonWebToken token)
    {
        // RFC 7515, 4.1.11: a token whose critical extensions are not understood is invalid.
        if (token.TryGetHeaderValue<object>("crit", out _))
            return new SecurityTokenValidationException("The token has critical extensions.");
        var from = token.IssuedAt != DateTime.MinValue ? token.IssuedAt : token.ValidFrom;
        return token.ValidTo - (from == DateTime.MinValue ? DateTime.UtcNow : from) > LongestToken
            ? new SecurityTokenInvalidLifetimeException("The token is valid for more than a day.")
            : audienceFault(token);
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        inner.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => inner.ReadToken(token);
}
