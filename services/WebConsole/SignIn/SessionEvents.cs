using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Refreshes tokens, and keeps what was posted with a session that is over.</summary>
internal sealed class SessionEvents(TokenRefresh refresh, HeldPosts held) : CookieAuthenticationEvents
{
    public override Task ValidatePrincipal(CookieValidatePrincipalContext context) => refresh.ValidateAsync(context);

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && KeyOf(context) is { } key)
        {
            // Of a session that was ended, and did not run out, nobody is known for whom the form could be kept: the page then promises nothing.
            var id = await held.HoldAsync(context.HttpContext, key);
            var back = id is null ? context.Request.Path.Value! : $"/reprise/{id}";
            context.Response.Redirect($"{context.Options.LoginPath}?retour={Uri.EscapeDataString(back)}{(id is null ? "" : "&session=finie")}");
            return;
        }

        await base.RedirectToLogin(context);
    }

    /// <summary>The number in a cookie that this console protected, though its session is over.</summary>
    private static string? KeyOf(RedirectContext<CookieAuthenticationOptions> context)
    {
        var cookie = context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!);
        var ticket = cookie is null ? null : context.Options.TicketDataFormat.Unprotect(cookie);
        return ticket?.Principal.Claims.FirstOrDefault(claim => claim.Type == "Microsoft.AspNetCore.Authentication.Cookies-SessionId")?.Value;
    }
}
