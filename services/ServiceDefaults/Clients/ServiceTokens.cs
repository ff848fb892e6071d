using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>
/// This service's own access token (OAuth 2.0 client_credentials, RFC 6749 §4.4). It is renewed a minute before it expires; should the issuer not
/// answer then, the one at hand serves to its end. Callers who need it at the same time share one request.
/// </summary>
public sealed class ServiceTokens(IOptions<IdentityOptions> identity, IOptions<ServiceCallOptions> calls, ILogger<ServiceTokens> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A redirect must not carry the secret elsewhere; connections are renewed so that a moved issuer is found.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    private readonly Lock gate = new();
    private volatile Token? current;
    private Task<Token>? renewal;
    private DateTime pausedUntil;

    /// <summary>Longest a call that carries this token may take.</summary>
    internal TimeSpan CallLimit => calls.Value.Limit;

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        var now = DateTime.UtcNow;
        var held = current;
        if (held is not null && now < held.RenewAt)
            return held.Value;

        Task<Token> asked;
        lock (gate)
        {
            var usable = held is not null && now < held.ExpiresAt;
            if (usable && now < pausedUntil)
                return held!.Value;
            // Not the caller's token: others wait for the same answer.
            if (renewal is null || renewal.IsCompleted)
                renewal = current is { } renewed && now < renewed.RenewAt ? Task.FromResult(renewed) : Task.Run(RenewAsync, CancellationToken.None);
            asked = renewal;
        }

        try
        {
            return (await asked.WaitAsync(cancellation)).Value;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested && held is not null && DateTime.UtcNow < held.ExpiresAt)
        {
            return held.Value;
        }
    }

    /// <summary>As if the time to renew had come.</summary>
    internal void RenewNow() => current = current is { } held ? held with { RenewAt = DateTime.MinValue } : null;

    public void Dispose() => http.Dispose();

    private async Task<Token> RenewAsync()
    {
        try
        {
            var options = identity.Value;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.ClientId,
                ["client_secret"] = options.ClientSecret,
            });
            using var response = await http.PostAsync(new Uri(options.TokenEndpoint), form);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<TokenResponse>();
            if (answer is not { AccessToken.Length: > 0, ExpiresIn: > 0 })
                throw new HttpRequestException("The token endpoint answered without access_token and expires_in.");
            var now = DateTime.UtcNow;
            var token = new Token(
                answer.AccessToken, now.AddSeconds(Math.Max(answer.ExpiresIn - 60, answer.ExpiresIn / 2.0)), now.AddSeconds(answer.ExpiresIn));
            current = token;
            return token;
        }
        catch (Exception exception)
        {
            log.LogWarning("This service's token was not renewed ({Exception})", exception.GetType().Name);
            lock (gate)
                pausedUntil = DateTime.UtcNow + Pause;
            throw;
        }
    }

    private sealed record Token(string Value, DateTime RenewAt, DateTime ExpiresAt);

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
