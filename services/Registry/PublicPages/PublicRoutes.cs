using System.Data.Common;
using System.Text;
using Microsoft.Net.Http.Headers;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Registry.PublicPages;

/// <summary>Routes without sign-in: security headers, and an answer while the store is away.</summary>
internal sealed class PublicRoutes(ILogger<PublicRoutes> log)
{
    /// <summary>Actor in the access log for readers who do not sign in: the physician learns that a record was read, but not by whom.</summary>
    public const string Reader = "public";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly byte[] Style = Resource("public.css");

    public void MapStyle(IEndpointRouteBuilder routes, PublicFace face) =>
        Map(routes, face, face.Style, _ => Task.FromResult(Results.Bytes(Style, "text/css; charset=utf-8")), "public, max-age=86400");

    public void Map(IEndpointRouteBuilder routes, PublicFace face, string pattern, Func<HttpContext, Task<IResult>> answer, string caching = "no-store") =>
        routes.MapMethods(pattern, Reading, async (HttpContext http) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            // Addresses contain codes and names: no other site may receive them as a referrer.
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = caching;
            headers.Vary = "Accept";
            try
            {
                return await answer(http);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                log.Log(StoreFailure.Severity(exception), "{Pattern}: the store failed ({Exception})", pattern, exception.GetType().Name);
                headers.CacheControl = "no-store";
                return Problem(http, face, StoreFailure.HttpStatus(exception, http.Response), "Service momentanément indisponible", face.Unavailable);
            }
        }).AllowAnonymous();

    /// <summary>A browser sends text/html in Accept, so JSON is for callers who ask for it and not for a page.</summary>
    public static bool WantsJson(HttpContext http) =>
        MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var types)
        && types.Any(type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0)
        && !types.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static IResult Problem(HttpContext http, PublicFace face, int status, string title, string text) =>
        WantsJson(http) ? Results.Problem(text, statusCode: status, title: title) : Page(status, face.Plain(title, text));

    public static IResult Page(int status, Html page) => Results.Content(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PublicRoutes).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
