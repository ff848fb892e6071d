using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>The issuer's token endpoint (RFC 6749 §3.2), called with this service's own credentials.</summary>
internal sealed class TokenEndpoint(IOptions<IdentityOptions> identity) : IDisposable
{
    // No redirects, which would carry the secret elsewhere; connections are renewed to follow the issuer's DNS.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Asks for an access token whose audience is one other service.</summary>
    /// <exception cref="TokenRefusedException">The issuer refuses what was sent, with the error code of RFC 6749 §5.2.</exception>
    /// <exception cref="HttpRequestException">The issuer does not answer, or with something that is no token.</exception>
    public async Task<IssuedToken> AskAsync(
        string grant, string audience, CancellationToken cancellation, params IEnumerable<(string Name, string Value)> parameters)
    {
        var options = identity.Value;
        IEnumerable<(string Name, string Value)> common =
            [("grant_type", grant), ("client_id", options.ClientId), ("client_secret", options.ClientSecret), ("audience", audience)];
        using var form = new FormUrlEncodedContent(common.Concat(parameters).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(new Uri(options.TokenEndpoint), form, cancellation);
        if (response.StatusCode == HttpStatusCode.BadRequest
            && await response.Content.ReadFromJsonAsync<Refusal>(cancellation) is { Error.Length: > 0 } refusal)
        {
            throw new TokenRefusedException(refusal.Error);
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Answer>(cancellation) is { AccessToken.Length: > 0, ExpiresIn: > 0 } answer
            ? new IssuedToken(answer.AccessToken, TimeSpan.FromSeconds(answer.ExpiresIn))
            : throw new HttpRequestException("The token endpoint answered without access_token and expires_in.");
    }

    public void Dispose() => http.Dispose();

    private sealed record Refusal([property: JsonPropertyName("error")] string? Error);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}

internal sealed record IssuedToken(string Value, TimeSpan Life);

internal sealed class TokenRefusedException(string error) : Exception($"The token endpoint refuses: {error}.")
{
    public string Error => error;
}
