using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>
/// Says who calls. A token validated within the last minute is known by its text, which spares the framework's authentication, half the price of a
/// warm look-up; any other goes through it.
/// </summary>
internal sealed class TokenMiddleware(RequestDelegate next, CachedTokenHandler tokens)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext http)
    {
        if (Known(http.Request.Headers.Authorization) is not { } principal)
            return AuthenticateAsync(http);
        http.User = principal;
        return next(http);
    }

    private ClaimsPrincipal? Known(string? header) =>
        header is not null && header.StartsWith(Bearer, StringComparison.Ordinal) ? tokens.Find(header.AsSpan(Bearer.Length)) : null;

    private async Task AuthenticateAsync(HttpContext http)
    {
        if ((await http.AuthenticateAsync()).Principal is { } principal)
            http.User = principal;
        await next(http);
    }
}

/// <summary>Puts <see cref="TokenMiddleware"/> into a pipeline.</summary>
public static class TokenPipeline
{
    /// <summary>In place of <c>UseAuthentication</c>, which must not be added.</summary>
    public static void UseTokens(this IApplicationBuilder app)
    {
        // WebApplication adds its own authentication unless this says that there is one. Should the name change, callers are known all the same,
        // only more slowly.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseMiddleware<TokenMiddleware>();
    }
}
