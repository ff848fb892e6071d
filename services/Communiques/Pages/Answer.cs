using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>HTTP answers of the public pages: security policy and cache lifetime.</summary>
internal static class Answer
{
    // No script, no resource but the own style sheet, no framing.
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Short and constant: a lifetime up to the next embargo would reveal it.</summary>
    private const string Short = "public, max-age=30";
    private const string Long = "public, max-age=86400";

    public static IResult Page(HttpContext http, Html page, DateTimeOffset? lastChange, DateTimeOffset now) =>
        Content(http, Encoding.UTF8.GetBytes(page.ToString()), "text/html; charset=utf-8", Short, lastChange, now);

    public static IResult Feed(HttpContext http, byte[] feed, DateTimeOffset? lastChange, DateTimeOffset now) =>
        Content(http, feed, "application/atom+xml; charset=utf-8", Short, lastChange, now);

    public static IResult Style(HttpContext http, byte[] style) => Content(http, style, "text/css; charset=utf-8", Long, null, default);

    /// <summary>An answer that no cache may keep: a missing page may be published in a moment.</summary>
    public static IResult Failure(HttpContext http, int status, Html page)
    {
        Protect(http, "no-store");
        return Results.Content(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    public static IResult NotAllowed(HttpContext http, IEnumerable<string> allowed, Html page)
    {
        http.Response.Headers.Allow = string.Join(", ", allowed);
        return Failure(http, StatusCodes.Status405MethodNotAllowed, page);
    }

    /// <summary>A file whose bytes never change. It is saved, not shown: no file acts as a page of this address.</summary>
    /// <param name="http">The call.</param>
    /// <param name="file">Published.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <param name="now">Instant of the call.</param>
    public static IResult File(HttpContext http, PublicAttachment file, Func<Stream, Task> write, DateTimeOffset now)
    {
        Protect(http, Long);
        return Results.Stream(
            write, file.MediaType, FileNames.Of(file), Settled(file.PublishedAt, now), new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }

    // HTTP dates have whole seconds: within the running second they cannot tell a change (RFC 9110, 8.8.2.2).
    private static DateTimeOffset? Settled(DateTimeOffset? lastChange, DateTimeOffset now) =>
        lastChange?.ToUnixTimeSeconds() < now.ToUnixTimeSeconds() ? lastChange : null;

    private static IResult Content(HttpContext http, byte[] content, string type, string caching, DateTimeOffset? lastChange, DateTimeOffset now)
    {
        Protect(http, caching);
        var etag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 16))}\"");
        return Results.Bytes(content, type, entityTag: etag, lastModified: Settled(lastChange, now));
    }

    private static void Protect(HttpContext http, string caching)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = caching;
    }
}
