using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The person for whom a service calls: the service forwards the person's own token, which is checked as any token is. The person's name goes into
/// the audit entry and gives the service no right. The wall applies to the person as well, so that no service is a way around it.</summary>
public sealed class OnBehalfOf(IOptionsMonitor<JwtBearerOptions> options)
{
    public const string Header = "ordre-on-behalf-of";

    internal async ValueTask<Caller?> PersonAsync(HttpContext http, Caller service)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var header))
            return null;
        if (!service.IsService)
            throw Fault.Denied(Reasons.RoleMissing, $"Only services may send {Header}.");

        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var parameters = bearer.TokenValidationParameters.Clone();
        parameters.ConfigurationManager ??= bearer.ConfigurationManager as BaseConfigurationManager;
        var result = await bearer.TokenHandlers[0].ValidateTokenAsync(header.ToString(), parameters);
        var person = result.IsValid ? Caller.From(new ClaimsPrincipal(result.ClaimsIdentity)) : null;
        return person is { HasSubject: true, IsService: false }
            ? person
            : throw Fault.Unauthenticated(
                result.Exception is SecurityTokenExpiredException ? Reasons.TokenExpired : Reasons.TokenInvalid, $"The token in {Header} is not a person's valid token.");
    }
}
