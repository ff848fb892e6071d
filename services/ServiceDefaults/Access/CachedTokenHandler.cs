using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>
/// Validates a token once a minute instead of once a call: a signature costs more than the look-up it guards.
/// A token is never accepted past its own expiry; a signing key withdrawn by the issuer is refused at most a minute later.
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
        if (result.IsValid)
        {
            if (valid.Count >= Capacity)
                valid.Clear();
            var expiry = result.SecurityToken.ValidTo;
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
