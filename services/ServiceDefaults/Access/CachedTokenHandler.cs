using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>
/// Validates a token once a minute instead of once a call: a signature costs more than the look-up it guards.
/// Remembering never lengthens a token's life: past its expiry each call validates it anew, and the clock skew allowed there is all it gets.
/// A signing key that the issuer withdraws is refused a minute after the issuer's keys were read again, which happens every
/// <see cref="Authentication.KeysReadEvery"/>.
/// </summary>
internal sealed class CachedTokenHandler : TokenHandler
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Known> valid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known>.AlternateLookup<ReadOnlySpan<char>> byText;

    public CachedTokenHandler() => byText = valid.GetAlternateLookup<ReadOnlySpan<char>>();

    private sealed record Known(TokenValidationResult Result, ClaimsPrincipal Principal, DateTime Until);

    /// <summary>Whom a token names that was found valid within the last minute; null when it has to be validated.</summary>
    public ClaimsPrincipal? Find(ReadOnlySpan<char> token) =>
        byText.TryGetValue(token, out var known) && DateTime.UtcNow < known.Until ? known.Principal : null;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = DateTime.UtcNow;
        if (valid.TryGetValue(token, out var known) && now < known.Until)
            return known.Result;

        var result = await inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid && result.SecurityToken.ValidTo is var expiry && now < expiry)
        {
            if (valid.Count >= Capacity)
                valid.Clear();
            valid[token] = new Known(result, new ClaimsPrincipal(result.ClaimsIdentity), expiry < now + Life ? expiry : now + Life);
        }
        else
        {
            valid.TryRemove(token, out _);
        }

        return result;
    }

    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        inner.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => inner.ReadToken(token);
}
