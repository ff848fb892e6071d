using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>This service's own access token (OAuth 2.0 client_credentials, RFC 6749 §4.4), kept until a minute before it expires.</summary>
public sealed class ServiceTokens(IOptions<IdentityOptions> identity) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Token? current;

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        if (current is { } fresh && DateTime.UtcNow < fresh.RenewAt)
            return fresh.Value;

        await gate.WaitAsync(cancellation);
        try
        {
            if (current is { } renewed && DateTime.UtcNow < renewed.RenewAt)
                return renewed.Value;

            var options = identity.Value;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.ClientId,
                ["client_secret"] = options.ClientSecret,
            });
            using var response = await http.PostAsync(new Uri(options.TokenEndpoint), form, cancellation);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<TokenResponse>(cancellation)
                ?? throw new InvalidOperationException("The token endpoint answered nothing.");
            current = new Token(answer.AccessToken, DateTime.UtcNow.AddSeconds(Math.Max(answer.ExpiresIn - 60, 5)));
            return answer.AccessToken;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private sealed record Token(string Value, DateTime RenewAt);

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
