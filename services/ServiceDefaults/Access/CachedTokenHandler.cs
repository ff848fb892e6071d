using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTime Until)> valid = new(StringComparer.Ordinal);

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
            valid[token] = (result, expiry < now + Life ? expiry : now + Life);
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
