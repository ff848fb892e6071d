using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Development.Identity;

/// <summary>The frame of the issuer's pages: French, static, without script.</summary>
internal static class Pages
{
    public const string StylePath = "/dev/style.css";

    public const string Style =
        """
        body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff; }
        header, main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
        header p { margin: 0; font-weight: 600; }
        .warning, .fault { border-left: .5rem solid #8a5a00; padding: .5rem 1rem; background: #fff6e0; }
        .fault { border-color: #b3001b; background: #fdeeee; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { margin: .5rem 0; }
        label { display: block; font-weight: 600; }
        .hint { color: #505058; margin: 0; }
        button, input { font: inherit; padding: .5rem .75rem; border: 2px solid #1b1b1f; border-radius: .25rem; background: #fff; color: inherit; }
        li button { width: 100%; text-align: left; }
        button:hover { background: #eef1fb; }
        button:focus-visible, input:focus-visible { outline: 3px solid #2f4bd0; outline-offset: 2px; }
        code { color: #505058; font-size: .9em; }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(
        UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.GeneralPunctuation);

    /// <param name="main">HTML; every value in it went through <see cref="Text"/>.</param>
    /// <param name="origins">Origins to which a form of the page may lead.</param>
    public static IResult Show(HttpContext http, string title, string main, IEnumerable<string> origins, int status = StatusCodes.Status200OK)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action {string.Join(' ', origins.Prepend("'self'"))}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title)}</title>
            <link rel="stylesheet" href="{StylePath}">
            </head>
            <body>
            <header><p>Fournisseur d’identité de développement</p></header>
            <main>
            {main}
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }

    public static IResult Refused(HttpContext http, string error, string description) => Show(
        http, "Demande refusée",
        $"""
        <h1>Demande refusée</h1>
        <p>La console a envoyé une demande que le fournisseur d’identité refuse. Revenez à la console et recommencez.</p>
        <p><code>{Text(error)}</code> <span lang="en">{Text(description)}</span></p>
        """,
        [], StatusCodes.Status400BadRequest);

    public static string Text(string value) => Encoder.Encode(value);

    /// <summary>The parameters of the request as hidden fields, so that a form repeats it.</summary>
    public static string Hidden(HttpContext http, params string[] without)
    {
        var parameters = HttpMethods.IsPost(http.Request.Method) ? http.Request.Form.ToList() : http.Request.Query.ToList();
        return string.Concat(parameters.Where(pair => !without.Contains(pair.Key)).SelectMany(pair => pair.Value.Select(value =>
            $"<input type=\"hidden\" name=\"{Text(pair.Key)}\" value=\"{Text(value ?? "")}\">\n")));
    }
}
