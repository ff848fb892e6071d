using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Development.Identity;

/// <summary>The development identity issuer: an OpenID provider for consoles, and tokens for machines at <c>POST /dev/token</c>. It signs anyone in as anyone
/// and gives a token to anyone who sends the secret <c>dev</c>: only the local launcher and tests may start it.</summary>
public static class DevIssuer
{
    /// <param name="tokens">Signs the tokens; <see cref="DevTokens.Issuer"/> is set to the address taken.</param>
    public static async Task<WebApplication> StartAsync(DevTokens tokens, DevIssuerOptions? options = null)
    {
        options ??= new DevIssuerOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddProvider(tokens, options);
        var app = builder.Build();
        app.Use((http, next) =>
        {
            // Behind the gateway too, the addresses that the provider tells are its own.
            http.Request.Host = HostString.FromUriComponent(new Uri(tokens.Issuer));
            return next(http);
        });
        app.UseAuthentication();
        app.MapProvider();
        app.MapPost("/dev/token", (HttpRequest request) => MachineTokens.AnswerAsync(request, tokens));
        app.MapGet("/dev/identities", () => Results.Json(new
        {
            identities = DevIdentity.Fixed.Select(identity => identity.ClientId),
            families = DevIdentity.Families.Concat(DevIdentity.TwoOffices).Select(family => new { pattern = family.Pattern, meaning = family.Meaning }),
        }));
        if (options.Clock is { } clock)
            app.MapPost("/dev/clock", ([FromForm] int days) => Move(clock, days)).DisableAntiforgery();
        await app.StartAsync();
        // A name and not 127.0.0.1: browsers and consoles on this machine then see one site.
        tokens.Issuer = $"http://localhost:{new Uri(app.Urls.Single()).Port}";
        return app;
    }

    private static IResult Move(MovableClock clock, int days)
    {
        if (days is < 0 or > 3660)
            return MachineTokens.Error("invalid_request", "Send days=N, 0 to 3660: the clock only moves forward.");
        clock.Advance(TimeSpan.FromDays(days));
        return Results.Json(new { now = clock.GetUtcNow() });
    }
}
