using System.Net.Security;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace OrdreCouncils.Development.Identity;

/// <summary>The end session endpoint (OpenID Connect RP-Initiated Logout 1.0), and the page from which a person signs out everywhere.</summary>
internal sealed class SignOut(DevTokens tokens, DevClients clients, Sessions sessions, Grants grants) : IDisposable
{
    /// <summary>The field of the page's form.</summary>
    public const string ConfirmField = "confirm";

    // A console that is down must not keep the person signed in here.
    // A console on this machine has a self-signed certificate.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        SslOptions =
            { RemoteCertificateValidationCallback = (_, certificate, _, faults) => faults == SslPolicyErrors.None || certificate?.Subject == "CN=localhost" },
    })
    {
        Timeout = TimeSpan.FromSeconds(3),
    };

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (context.GetOpenIddictServerResponse() is { Error: { } error } refused)
            return Pages.Refused(context, error, refused.ErrorDescription ?? "");
        var request = context.GetOpenIddictServerRequest()!;
        var hint = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
        var hinted = hint?.GetClaim(SignIn.SessionClaim);
        var session = sessions.Of(context);
        var confirmed = HttpMethods.IsPost(context.Request.Method) && context.Request.Form[ConfirmField] == "1";
        // Without the id token of this session, any page could send the browser here.
        if (session is not null && session.Id != hinted && !confirmed)
            return SignOutPage.Ask(context, session.Identity, clients.Origins());
        session ??= hinted is null ? null : sessions.ById(hinted);
        if (session is not null)
            await EndAsync(session);
        return request.PostLogoutRedirectUri is { Length: > 0 }
            ? Results.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : SignOutPage.Done(context);
    }

    /// <summary>Ends the session, its refresh tokens, and the sessions at the consoles that it had signed in.</summary>
    public async Task EndAsync(Session session)
    {
        if (!sessions.End(session))
            return;
        grants.EndSession(session.Id);
        await Task.WhenAll(session.Clients.Keys.Select(clients.Find).OfType<DevClient>().Where(client => client.BackChannelLogoutUri.Length > 0)
            .Select(client => TellAsync(client, session)));
    }

    public void Dispose() => http.Dispose();

    private async Task TellAsync(DevClient client, Session session)
    {
        using var form = new FormUrlEncodedContent([new("logout_token", tokens.LogoutToken(client.Id, session.Identity.ClientId, session.Id))]);
        try
        {
            using var answer = await http.PostAsync(new Uri(client.BackChannelLogoutUri), form);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // The console is down; its access token lives for minutes and is not refreshed.
        }
    }
}
