using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OrdreCouncils.Development.Identity;

/// <summary>The authorization endpoint, after OpenIddict checked the request: the page on which a person chooses an identity, or a silent answer to a browser
/// with a session.</summary>
internal sealed class SignIn(DevClients clients, Sessions sessions, Grants grants, SignOut signOut, DevTokens tokens)
{
    public const string DeskClaim = "desk";
    public const string SessionClaim = "sid";

    /// <summary>The field of the page's forms.</summary>
    public const string IdentityField = "identity";

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        if (http.GetOpenIddictServerResponse() is { Error: { } error } refused)
            return Pages.Refused(http, error, refused.ErrorDescription ?? "");
        var request = http.GetOpenIddictServerRequest()!;
        var client = clients.Find(request.ClientId)!;
        var desk = client.DeskOf(request.GetScopes())!;
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Form[IdentityField].ToString().Trim() is { Length: > 0 } chosen)
        {
            if (DevIdentity.Find(chosen) is not { } identity || !DevDesks.Seats(identity, desk))
                return Page(chosen, $"«\u00a0{chosen}\u00a0» n’est pas une identité de ce bureau. Écrivez un identifiant tel que {Example(desk)}.");
            // The browser has one session: whoever had it before leaves the consoles.
            if (sessions.Of(http) is { } earlier && earlier.Identity.ClientId != identity.ClientId)
                await signOut.EndAsync(earlier);
            return Granted(sessions.SignIn(http, identity));
        }

        if (sessions.Of(http) is { } session && IsEnough(session, request, desk))
            return Granted(session);
        return request.HasPromptValue(PromptValues.None) ? LoginRequired() : Page(request.LoginHint ?? "", "");

        IResult Granted(Session granted) => Results.SignIn(
            Principal(granted, request, desk), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

        IResult Page(string typed, string fault) => SignInPage.Show(http, client, desk, clients.Origins(), typed, fault);
    }

    private bool IsEnough(Session session, OpenIddictRequest request, string desk) =>
        !request.HasPromptValue(PromptValues.Login) && !request.HasPromptValue(PromptValues.SelectAccount)
        && (request.LoginHint is not { Length: > 0 } hint || hint == session.Identity.ClientId)
        && (request.MaxAge is not { } oldest || (oldest > 0 && tokens.Time.GetUtcNow() - session.SignedInAt <= TimeSpan.FromSeconds(oldest)))
        && DevDesks.Seats(session.Identity, desk);

    private ClaimsPrincipal Principal(Session session, OpenIddictRequest request, string desk)
    {
        session.Clients.TryAdd(request.ClientId!, 0);
        var identity = new ClaimsIdentity("dev", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, session.Identity.ClientId)
            .SetClaim(Claims.Name, session.Identity.Name)
            .SetClaim(Claims.AuthenticationTime, session.SignedInAt.ToUnixTimeSeconds())
            .SetClaim(SessionClaim, session.Id)
            .SetClaim(DeskClaim, desk)
            .SetClaim(GrantUse.GrantClaim, grants.Start(session.Id))
            .SetClaim(GrantUse.NumberClaim, 0.ToString(CultureInfo.InvariantCulture));
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(static claim => claim.Type switch
        {
            Claims.AuthenticationTime => [Destinations.AccessToken, Destinations.IdentityToken],
            Claims.Name or SessionClaim => [Destinations.IdentityToken],
            DeskClaim => [Destinations.AccessToken],
            _ => [],
        });
        return new ClaimsPrincipal(identity);
    }

    private static string Example(string desk) =>
        DevIdentity.Examples.Concat(DevIdentity.Fixed.Select(identity => identity.ClientId)).First(name => DevDesks.Seats(DevIdentity.Find(name)!, desk));

    private static IResult LoginRequired() => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The person must choose an identity, which prompt=none forbids.",
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
