using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.SignIn;

internal static class SignInEndpoints
{
    /// <summary>Goes to the provider, for the office that the person chose.</summary>
    public static IResult Open(HttpContext http, ConsoleOptions console, [FromQuery(Name = "affectation")] string? office, string? retour)
    {
        if (Office.Find(console.Desk, office) is not { } chosen)
            return Results.Redirect("/connexion");
        return Results.Challenge(Properties(http, chosen, Local(retour)), [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>The same person authenticates again before a grave act (RFC 9470).</summary>
    public static AuthenticationProperties StepUp(HttpContext http, ConsoleOptions console, TimeSpan maximumAge, string back)
    {
        var desk = http.User.FindFirst("desk")?.Value;
        var properties = Properties(http, Office.At(console.Desk).First(office => office.Desk == desk), back);
        properties.SetParameter(OpenIdConnectParameterNames.MaxAge, maximumAge);
        properties.SetParameter(OpenIdConnectParameterNames.Prompt, "login");
        properties.SetParameter(OpenIdConnectParameterNames.LoginHint, http.User.FindFirst("sub")?.Value);
        properties.Items[OpenIdConnectParameterNames.MaxAge] = ((int)maximumAge.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return properties;
    }

    public static async Task<IResult> CloseAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest();
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = SignInRegistration.SignedOut }, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    /// <summary>« Rester connecté »: the request itself makes the session go on.</summary>
    public static async Task<IResult> ProlongAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
            return Results.Unauthorized();
        return await antiforgery.IsRequestValidAsync(http) ? Results.NoContent() : Results.BadRequest();
    }

    private static AuthenticationProperties Properties(HttpContext http, Office office, string back)
    {
        var properties = new AuthenticationProperties { RedirectUri = back };
        properties.Items[ProviderEvents.OfficeItem] = office.Code;
        var current = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;
        if (current is not null && current.Items.TryGetValue(Session.Key, out var key))
            properties.Items[Session.Replaces] = key;
        return properties;
    }

    /// <summary>An address of this site; the first page of the signed-in for any other.</summary>
    internal static string Local(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
            ? address
            : "/accueil";
}
