using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The person for whom a service calls: the service sends a token of the person that the issuer exchanged for this service's audience (RFC 8693). The
/// person's name goes into the audit entry and gives the service no right. The wall applies to the person as well, so that no service is a way around
/// it.</summary>
public sealed class OnBehalfOf
{
    public const string Header = "ordre-on-behalf-of";

    private readonly IOptionsMonitor<JwtBearerOptions> options;

    // Apart from the handler of callers, whose memory would let an exchanged token in as a caller's own.
    private readonly CachedTokenHandler tokens;

    internal OnBehalfOf(IOptionsMonitor<JwtBearerOptions> options, TokenAudiences audiences)
    {
        this.options = options;
        tokens = new CachedTokenHandler(audiences.PersonFault);
    }

    internal async ValueTask<Caller?> PersonAsync(HttpContext http, Caller service)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var header))
            return null;
        if (!service.IsService)
            throw Fault.Denied(Reasons.RoleMissing, $"Only services may send {Header}.");

        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var parameters = bearer.TokenValidationParameters.Clone();
        parameters.ConfigurationManager ??= bearer.ConfigurationManager as BaseConfigurationManager;
        var result = await tokens.ValidateTokenAsync(header.ToString(), parameters);
        var person = result.IsValid && ActsBy((JsonWebToken)result.SecurityToken, http.User) ? Caller.From(new ClaimsPrincipal(result.ClaimsIdentity)) : null;
        return person is { HasSubject: true, IsService: false }
            ? person
            : throw Fault.Unauthenticated(
                result.Exception is SecurityTokenExpiredException ? Reasons.TokenExpired : Reasons.TokenInvalid,
                $"The token in {Header} is not a person's valid token, exchanged by the calling service for this one.");
    }

    /// <summary>Whether the calling service is the one that exchanged the token: the claim <c>act</c> (RFC 8693 §4.1) names its subject. An issuer without
    /// delegation, such as Keycloak, names the client in <c>azp</c> instead.</summary>
    private static bool ActsBy(JsonWebToken person, ClaimsPrincipal service)
    {
        if (person.TryGetPayloadValue<JsonElement>("act", out var act))
        {
            return act.ValueKind == JsonValueKind.Object && act.TryGetProperty("sub", out var actor) && actor.ValueKind == JsonValueKind.String
                && actor.GetString() == service.FindFirst("sub")?.Value;
        }

        return person.TryGetPayloadValue<string>("azp", out var client) && client.Length > 0 && client == service.FindFirst("azp")?.Value;
    }
}
