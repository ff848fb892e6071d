using System.Globalization;
using OrdreCouncils.Registry.Fhir.Resources;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>A request that was let in, and the answer it is going to get.</summary>
/// <param name="Http">The request.</param>
/// <param name="Access">Who asks.</param>
/// <param name="Base">What addresses in the answer begin with.</param>
/// <param name="ShowsStatus">See <see cref="FhirAccess"/>.</param>
internal sealed record FhirCall(HttpContext Http, CallAccess Access, string Base, bool ShowsStatus)
{
    private ReadOnlyMemory<byte>? body;
    private int status = StatusCodes.Status200OK;

    /// <summary>The record of a physician was asked for by number: its reader is remembered.</summary>
    public void Reads(string rpps) => Access.Subjects.Add($"physicians/{rpps}");

    public void Answer(ReadOnlyMemory<byte> answer) => body = answer;

    /// <summary>
    /// Answers that the resource is gone, which tells something of a person all the same. FHIR R4 has no link from a Practitioner to the one that took
    /// its place: the words name it.
    /// </summary>
    public void Gone(string diagnostics)
    {
        status = StatusCodes.Status410Gone;
        body = JsonText.Write(json => OutcomeJson.Write(json, "deleted", diagnostics, ""));
    }

    /// <summary>Sends what was answered; without anything, 304.</summary>
    public Task SendAsync()
    {
        if (body is { } answer)
            return FhirAnswer.WriteAsync(Http, status, answer);
        Http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}

/// <summary>Writes an answer.</summary>
internal static class FhirAnswer
{
    public static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/fhir+json; charset=utf-8";
        response.ContentLength = body.Length;
        // What is shown depends on who asks, and names people.
        response.Headers.CacheControl = status == StatusCodes.Status200OK ? "private, no-cache" : "no-store";
        response.Headers.Vary = "Accept, Authorization";
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
