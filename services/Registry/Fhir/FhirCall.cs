using System.Globalization;
using Microsoft.AspNetCore.ResponseCompression;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>An admitted request and its answer.</summary>
/// <param name="Base">Prefix of addresses in the answer.</param>
/// <param name="ShowsStatus">See <see cref="FhirAccess"/>.</param>
internal sealed record FhirCall(HttpContext Http, CallAccess Access, string Base, bool ShowsStatus)
{
    private ReadOnlyMemory<byte>? body;
    private int status = StatusCodes.Status200OK;

    private readonly HashSet<string> read = [];

    /// <summary>Logs the read of a physician's record, once per answer.</summary>
    public void Reads(string rpps)
    {
        if (read.Add(rpps))
            Access.Subjects.Add($"physicians/{rpps}");
    }

    public void Answer(ReadOnlyMemory<byte> answer) => body = answer;

    /// <summary>410 Gone also tells about a person, so the read is logged. FHIR R4 has no link from a Practitioner to its replacement: the text names
    /// it.</summary>
    public void Gone(string diagnostics)
    {
        status = StatusCodes.Status410Gone;
        body = JsonText.Write(json => OutcomeJson.Write(json, "deleted", diagnostics, ""));
    }

    /// <summary>Sends the answer; 304 when there is none.</summary>
    public Task SendAsync()
    {
        if (body is { } answer)
            return FhirAnswer.WriteAsync(Http, status, answer);
        Http.Response.StatusCode = StatusCodes.Status304NotModified;
        FhirAnswer.SayCaching(Http.Response, StatusCodes.Status200OK);
        return Task.CompletedTask;
    }
}

internal static class FhirAnswer
{
    /// <summary>A smaller answer fits in one packet as it is.</summary>
    private const int WorthCompressing = 1_024;

    public static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/fhir+json; charset=utf-8";
        SayCaching(response, status);
        // The length of a compressed answer reveals text that it shares with what an attacker put into the request (BREACH). No answer here holds a secret of
        // its caller: no token, no cookie, and a caller who may see the record anyway.
        if (body.Length >= WorthCompressing
            && http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http) is { } coding)
        {
            response.Headers.ContentEncoding = coding.EncodingName;
            body = Compressed(coding, body);
        }

        // Not left to the middleware of ASP.NET Core: it compresses after the length is set, and an answer to HEAD must have the headers of the one to GET.
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>The content depends on the caller and names persons: no shared cache may keep it. A 304 has the headers of its 200.</summary>
    public static void SayCaching(HttpResponse response, int status)
    {
        response.Headers.CacheControl = status == StatusCodes.Status200OK ? "private, no-cache" : "no-store";
        response.Headers.Vary = "Accept, Accept-Encoding, Authorization";
    }

    private static ReadOnlyMemory<byte> Compressed(ICompressionProvider coding, ReadOnlyMemory<byte> body)
    {
        var small = new MemoryStream(body.Length / 4);
        using (var stream = coding.CreateStream(small))
            stream.Write(body.Span);
        return small.GetBuffer().AsMemory(0, (int)small.Length);
    }

    public static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
