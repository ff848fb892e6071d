using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>Nothing is loaded from elsewhere, no inline script or style runs, no page is framed or kept by a cache.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ProviderOptions provider, ConsoleOptions console)
{
    // Browsers apply form-action to redirects too, and signing out redirects a POST to the identity provider. The home page searches the public pages.
    private readonly string policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + $"form-action 'self' {provider.Origin} {new Uri(console.PublicPages).GetLeftPart(UriPartial.Authority)}; frame-ancestors 'none'; base-uri 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        headers.CacheControl = "no-store";
        return next(http);
    }
}
