using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>Turns away a request without a valid token, with the words the services themselves would use; they check it again.</summary>
internal sealed class DoorKeeper : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context) : Refusal.Unauthenticated(TokenFault.For(context)).WriteAsync(context);
}
