using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Whose token may name which audience: see docs/decisions/0022. A person's or partner's token names the platform and is accepted by every service,
/// which the gateway chooses. A token of a service names the one service that it calls, so that no receiver can use it at another.</summary>
/// <param name="platform">Audience of persons and partners.</param>
/// <param name="service">Audience of calls between services to this process; empty for a process that no service calls.</param>
internal sealed class TokenAudiences(string platform, string service)
{
    public string[] All => service.Length > 0 ? [platform, service] : [platform];

    /// <summary>Null for a token that may be sent in <c>authorization</c>.</summary>
    public SecurityTokenValidationException? CallerFault(JsonWebToken token) =>
        (IsService(token) ? AtThisServiceOnly(token) : token.Audiences.Contains(platform, StringComparer.Ordinal)) ? null : Fault();

    /// <summary>Null for a person's token that another service exchanged in order to act for the person here.</summary>
    public SecurityTokenValidationException? PersonFault(JsonWebToken token) => !IsService(token) && AtThisServiceOnly(token) ? null : Fault();

    private static bool IsService(JsonWebToken token) =>
        token.Claims.Any(claim => claim.Type == "roles" && RoleGrants.Services.Contains(RoleGrants.ByClaim(claim.Value)));

    private static SecurityTokenInvalidAudienceException Fault() => new("The token's audience does not suit its roles.");

    private bool AtThisServiceOnly(JsonWebToken token) =>
        token.Audiences.Contains(service, StringComparer.Ordinal) && !token.Audiences.Contains(platform, StringComparer.Ordinal);
}
