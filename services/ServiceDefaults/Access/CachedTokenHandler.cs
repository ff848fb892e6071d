using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Remembers a valid token for some seconds, because checking its signature costs more than a cached look-up; a token that cannot be valid is refused
/// before either (<see cref="TokenScreen"/>). An expired token is never remembered. A signing
/// key that the issuer withdraws is refused after this time and <see cref="IssuerConfiguration.Oldest"/> at the latest.</summary>
internal sealed class CachedTokenHandler(Func<JsonWebToken, SecurityTokenValidationException?> audienceFault) : TokenHandler
{
    private const string Bearer = "Bearer ";
    private const int Capacity = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(20);

    private readonly JsonWebTokenHandler inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, Entry> valid = new(StringComparer.Ordinal);

    private sealed record Entry(TokenValidationResult Result, ClaimsPrincipal Principal, DateTime Until);

    /// <summary>The token of the header, empty for none.</summary>
    public static ReadOnlySpan<char> BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.Ordinal) ? header.AsSpan(Bearer.Length) : [];

    public ClaimsPrincipal? Find(ReadOnlySpan<char> token) =>
        token.Length is > 0 and <= TokenScreen.Longest
        && valid.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var entry) && DateTime.UtcNow < entry.Until ? entry.Principal : null;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = DateTime.UtcNow;
        var (read, refusal) = await TokenScreen.ReadAsync(token, validationParameters, audienceFault, now);
        if (refusal is not null)
        {
            TokenMetrics.Screened.Add(1);
            return new TokenValidationResult { IsValid = false, Exception = refusal };
        }

        if (valid.TryGetValue(token, out var entry) && now < entry.Until)
            return entry.Result;

        var result = await inner.ValidateTokenAsync(read, validationParameters);
        TokenMetrics.Verified.Add(1);
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

    public override Task<TokenValidationResult> ValidateTokenAsync(SecurityToken token, TokenValidationParameters validationParameters) =>
        inner.ValidateTokenAsync(token, validationParameters);

    public override SecurityToken ReadToken(string token) => inner.ReadToken(token);
}
