using Microsoft.AspNetCore.Authorization;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>
/// Lets in whoever has a valid token, and turns anybody else away with the words the services themselves would use; they check again, and decide who
/// may do what. Only an endpoint that says so is open. The framework's authorization would weigh policies for each call, and the door has but this one.
/// </summary>
internal sealed class Door(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true } || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? next(http)
            : Refusal.Unauthenticated(TokenFault.For(http)).WriteAsync(http);
}

/// <summary>Puts <see cref="Door"/> into a pipeline.</summary>
internal static class DoorPipeline
{
    /// <summary>In place of <c>UseAuthorization</c>, which must not be added.</summary>
    public static void UseDoor(this WebApplication app)
    {
        // WebApplication would add the framework's own unless this says that there is one.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseMiddleware<Door>();
    }
}
