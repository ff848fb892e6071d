using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Development.Identity;

/// <summary>The development identity issuer: OIDC discovery and keys, and OAuth 2.0 client_credentials at <c>POST /dev/token</c>. It gives a token to anyone
/// who sends the secret <c>dev</c>: only the local launcher and tests may start it.</summary>
public static class DevIssuer
{
    private const string ClientCredentials = "client_credentials";
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <param name="tokens">Signs the tokens; <see cref="DevTokens.Issuer"/> is set to the address taken.</param>
    /// <param name="clock">The clock that <c>POST /dev/clock</c> moves forward; null to leave that endpoint out.</param>
    public static async Task<WebApplication> StartAsync(DevTokens tokens, MovableClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = tokens.Issuer,
            jwks_uri = $"{tokens.Issuer}/dev/jwks",
            token_endpoint = $"{tokens.Issuer}/dev/token",
            grant_types_supported = new[] { ClientCredentials, Exchange },
            id_token_signing_alg_values_supported = new[] { "ES256" },
        }));
        app.MapGet("/dev/jwks", () =>
        {
            var key = tokens.PublicKey;
            return Results.Json(new
            {
                keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, kid = key.Kid, use = key.Use, alg = key.Alg } },
            });
        });
        app.MapGet("/dev/identities", () => Results.Json(new
        {
            identities = DevIdentity.Fixed.Select(identity => identity.ClientId),
            families = DevIdentity.Families.Concat(DevIdentity.TwoOffices).Select(family => new { pattern = family.Pattern, meaning = family.Meaning }),
        }));
        app.MapPost("/dev/token", Token).DisableAntiforgery();
        if (clock is not null)
            app.MapPost("/dev/clock", ([FromForm] int days) => Move(clock, days)).DisableAntiforgery();
        await app.StartAsync();
        tokens.Issuer = app.Urls.Single();
        return app;

        async Task<IResult> Token(HttpRequest request)
        {
            // The error codes are those of RFC 6749, section 5.2, and RFC 8693, section 2.2.2.
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            string grant = Field("grant_type"), desk = Field("desk"), audience = Field("audience");
            if (grant is not (ClientCredentials or Exchange))
                return Error("unsupported_grant_type", $"Send grant_type={ClientCredentials}, or as a service grant_type={Exchange}.");
            if (Field("client_secret") != DevTokens.Secret || DevIdentity.Find(Field("client_id")) is not { } identity)
                return Error("invalid_client", "Send a client_id of GET /dev/identities, with client_secret=dev.");
            if (desk.Length > 0 && !DevTokens.Desks.Contains(desk))
                return Error("invalid_request", $"Send no desk, or desk={string.Join(", ", DevTokens.Desks)}.");
            if (audience.Length > 0 && !DevTokens.ServiceAudiences.Contains(audience))
                return Error("invalid_target", $"Send no audience, or audience={string.Join(", ", DevTokens.ServiceAudiences)}.");
            if (grant == ClientCredentials)
                return Answer(tokens.Issue(identity, desk: desk, audience: audience), DevTokens.Life);
            if (!identity.IsService || audience.Length == 0)
                return Error("invalid_request", "Only a service exchanges a token, for the audience of another service.");
            return await tokens.ExchangeAsync(Field("subject_token"), identity, audience) is { } exchanged
                ? Answer(exchanged, DevTokens.ExchangedLife)
                : Error("invalid_grant", "Send a person's valid token as subject_token.");

            string Field(string name) => form[name].ToString();
        }

        static IResult Answer(string token, TimeSpan life) => Results.Json(new
        {
            access_token = token, issued_token_type = "urn:ietf:params:oauth:token-type:access_token", token_type = "Bearer",
            expires_in = (int)life.TotalSeconds,
        });

        static IResult Move(MovableClock clock, int days)
        {
            if (days is < 0 or > 3660)
                return Error("invalid_request", "Send days=N, 0 to 3660: the clock only moves forward.");
            clock.Advance(TimeSpan.FromDays(days));
            return Results.Json(new { now = clock.GetUtcNow() });
        }

        static IResult Error(string error, string description) =>
            Results.Json(new { error, error_description = description }, statusCode: StatusCodes.Status400BadRequest);
    }
}
