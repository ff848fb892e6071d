using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Events of a sign-in: asks the provider for a desk, and checks the tokens that come back.</summary>
internal sealed class ProviderEvents(ConsoleOptions console, SessionStore sessions, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    public const string OfficeItem = "office";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        var office = Office.Find(console.Desk, context.Properties.Items.TryGetValue(OfficeItem, out var code) ? code : null);
        if (office is not null)
            context.ProtocolMessage.Scope += $" desk:{office.Desk}";
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        context.Principal = PersonIdentity.Of(context.Principal!, context.TokenEndpointResponse!.AccessToken);
        var asked = Office.Find(console.Desk, context.Properties!.Items.TryGetValue(OfficeItem, out var code) ? code : null);
        if (context.Principal.FindFirst("desk")?.Value != asked?.Desk)
            context.Fail("The provider gave a token of another desk.");
        else if (context.Properties.Items.TryGetValue(OpenIdConnectParameterNames.MaxAge, out var age) && !IsRecent(context, age))
            context.Fail("The provider did not authenticate the person again.");
        else
            context.Properties.Items.Remove(OpenIdConnectParameterNames.MaxAge);
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        // A session gets a new number at each sign-in: the old one, which someone may have planted, is worth nothing (session fixation).
        if (context.Properties!.Items.Remove(Session.Replaces, out var earlier) && earlier is not null)
            await sessions.RemoveAsync(earlier);
        context.HttpContext.Request.Headers.Remove("Cookie");
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        log.LogWarning("A sign-in failed ({Exception})", context.Failure?.GetType().Name);
        context.Response.Redirect("/connexion/echec");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    // OpenID Connect Core 1.0, 3.1.3.7, 13: a client that sent max_age checks auth_time.
    private static bool IsRecent(TokenValidatedContext context, string? age) =>
        int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && long.TryParse(context.Principal!.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(at) <= TimeSpan.FromSeconds(seconds) + Skew + Skew;
}
