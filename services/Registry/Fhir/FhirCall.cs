using System.Globalization;
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
        return Task.CompletedTask;
    }
}

internal static class FhirAnswer
{
    public static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/fhir+json; charset=utf-8";
        response.ContentLength = body.Length;
        // The content depends on the caller and names persons: no shared cache may keep it.
        response.Headers.CacheControl = status == StatusCodes.Status200OK ? "private, no-cache" : "no-store";
        response.Headers.Vary = "Accept, Authorization";
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
