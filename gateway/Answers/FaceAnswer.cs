using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>Writes an HTTP error as an OperationOutcome (FHIR), a page in French (browsers) or problem+json (RFC 9457).</summary>
internal static class FaceAnswer
{
    public static Task WriteAsync(HttpContext http, Refusal refusal)
    {
        var response = http.Response;
        response.Clear();
        response.StatusCode = refusal.HttpStatus;
        response.Headers.CacheControl = "no-store";
        if (refusal.HttpStatus == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.Allow.Length > 0)
            response.Headers.Allow = refusal.Allow;
        if (refusal.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        var (type, body) = Body(http, refusal);
        response.ContentType = type;
        // Without the request's cancellation token: a passed deadline must still be answered.
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.WriteAsync(body, CancellationToken.None);
    }

    private static (string Type, string Body) Body(HttpContext http, Refusal refusal)
    {
        var text = refusal.Fault.Status.Detail;
        if (RouteFacts.Of(http) is { SpeaksFhir: true })
        {
            var issue = new { severity = "error", code = FhirCode(refusal.HttpStatus), diagnostics = text };
            return ("application/fhir+json; charset=utf-8", JsonSerializer.Serialize(new { resourceType = "OperationOutcome", issue = new[] { issue } }));
        }

        if (http.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase))
            return ("text/html; charset=utf-8", Page(refusal.HttpStatus));

        var problem = new { type = "about:blank", title = ReasonPhrases.GetReasonPhrase(refusal.HttpStatus), status = refusal.HttpStatus, detail = text };
        return ("application/problem+json; charset=utf-8", JsonSerializer.Serialize(problem));
    }

    // Values of http://hl7.org/fhir/R4/valueset-issue-type.html.
    private static string FhirCode(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "login",
        StatusCodes.Status405MethodNotAllowed => "not-supported",
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong => "too-long",
        StatusCodes.Status429TooManyRequests => "throttled",
        StatusCodes.Status503ServiceUnavailable => "transient",
        StatusCodes.Status504GatewayTimeout => "timeout",
        _ => "processing",
    };

    private static string Page(int status)
    {
        var message = status switch
        {
            StatusCodes.Status401Unauthorized => "Cette page demande une identification.",
            StatusCodes.Status404NotFound => "Cette page n’existe pas.",
            StatusCodes.Status405MethodNotAllowed => "Cette page se consulte seulement.",
            StatusCodes.Status414UriTooLong => "L’adresse de cette page est trop longue.",
            StatusCodes.Status429TooManyRequests => "Trop de demandes en peu de temps. Réessayez dans un instant.",
            StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
                "Ce service est momentanément indisponible. Réessayez dans un instant.",
            _ => "Cette demande n’a pas pu être traitée.",
        };
        return $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{message}</title></head>
            <body><main><h1>{message}</h1></main></body>
            </html>
            """;
    }
}
