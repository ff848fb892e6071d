using Microsoft.AspNetCore.Authorization;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>Requires a valid token, except at anonymous endpoints; services decide on roles. Faster than the framework's authorization policies.</summary>
internal sealed class Door(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true } || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? next(http)
            : Refusal.Unauthenticated(TokenFault.For(http)).WriteAsync(http);
}

internal static class DoorPipeline
{
    public static void UseDoor(this WebApplication app)
    {
        // WebApplication adds the framework's authorization unless this property is set.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseMiddleware<Door>();
    }
}
