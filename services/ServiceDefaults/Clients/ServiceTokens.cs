using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>This service's access token (OAuth 2.0 client_credentials, RFC 6749 §4.4), renewed a minute before it expires. While the issuer is unavailable
/// the current token is used until it expires. Concurrent callers share one request.</summary>
public sealed class ServiceTokens(IOptions<IdentityOptions> identity, IOptions<ServiceCallOptions> calls, ILogger<ServiceTokens> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // No redirects, which would carry the secret elsewhere; connections are renewed to follow the issuer's DNS.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    private readonly Lock gate = new();
    private volatile Token? current;
    private Task<Token>? renewal;
    private DateTime pausedUntil;

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
            // Without the caller's cancellation: other callers wait for the same answer.
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
