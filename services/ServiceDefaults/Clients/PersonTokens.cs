using System.Collections.Concurrent;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>Exchanges a person's token for one that only the other service accepts, and only from this service (OAuth 2.0 token exchange, RFC 8693): the
/// person's own token would let whoever receives it act as the person everywhere.</summary>
internal sealed class PersonTokens(TokenEndpoint endpoint, string audience)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const int Capacity = 1_000;
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (string Value, DateTime Until)> exchanged = new(StringComparer.Ordinal);

    /// <exception cref="TokenRefusedException">The issuer does not exchange this token.</exception>
    public async ValueTask<string> ForAsync(string token, CancellationToken cancellation)
    {
        if (exchanged.TryGetValue(token, out var known) && DateTime.UtcNow < known.Until)
            return known.Value;
        var issued = await endpoint.AskAsync(
            Grant, audience, cancellation, ("subject_token", token), ("subject_token_type", AccessToken), ("requested_token_type", AccessToken));
        if (exchanged.Count >= Capacity)
            exchanged.Clear();
        // Half of its life, so that it does not expire on the way.
        exchanged[token] = (issued.Value, DateTime.UtcNow + (issued.Life / 2 < LongestLife ? issued.Life / 2 : LongestLife));
        return issued.Value;
    }
}
