using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>
/// The person for whom a service calls: the service sends the person's own token along, and it is checked like any other.
/// It adds a name to the audit entry and takes nothing from, nor adds anything to, what the service may do.
/// </summary>
public sealed class OnBehalfOf(IOptionsMonitor<JwtBearerOptions> options)
{
    public const string Header = "ordre-on-behalf-of";

    internal async ValueTask<Caller?> PersonAsync(HttpContext http, Caller service)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var header))
            return null;
        if (!service.Roles.Any(IsService))
            throw Fault.Denied(Reasons.RoleMissing, $"Only services may send {Header}.");

        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var parameters = bearer.TokenValidationParameters.Clone();
        parameters.ConfigurationManager ??= bearer.ConfigurationManager as Microsoft.IdentityModel.Tokens.BaseConfigurationManager;
        var result = await bearer.TokenHandlers[0].ValidateTokenAsync(header.ToString(), parameters);
        return result.IsValid
            ? Caller.From(new System.Security.Claims.ClaimsPrincipal(result.ClaimsIdentity))
            : throw Fault.Unauthenticated(Reasons.TokenInvalid, $"The token in {Header} is not valid.");
    }

    private static bool IsService(Role role) =>
        role is Role.ServiceRegistry or Role.ServiceDiscipline or Role.ServiceMutualAid or Role.ServiceCommuniques;
}
