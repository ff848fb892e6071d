using System.Data.Common;
using System.Text;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Public HTTP pages of attestations. Only a code gives access, and the page shows no more than the attestation says.</summary>
internal sealed class AttestationPages(AttestationsGrpc attestations, AttestationOptions options, SigningKeys keys, AccessLog accessLog, TimeProvider clock, ILogger<AttestationPages> log)
{
    /// <summary>Actor in the access log: any holder of the code.</summary>
    private const string Reader = "public";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        var style = Resource("attestations.css");
        Get(routes, AttestationPaths.Style, http => Task.FromResult(Results.Bytes(style, "text/css; charset=utf-8")), "public, max-age=86400");
        Get(routes, AttestationPaths.Keys, http => Task.FromResult(Results.Bytes(keys.Published, "application/jwk-set+json")), "public, max-age=300");
        Get(routes, AttestationPaths.Form, http => Task.FromResult(Form(http.Request.Query["code"])));
        Get(routes, AttestationPaths.Form + "/{code}", http => AnswerAsync(http, "registry/attestation-page", attestation =>
            Page(StatusCodes.Status200OK, AttestationPage.Of(attestation, options.Address, clock.GetUtcNow()))));
        Get(routes, AttestationPaths.Form + "/{code}/jws", http => AnswerAsync(http, "registry/attestation-document", attestation =>
            Results.Text(attestation.Jws, "application/jose", Encoding.ASCII)));
    }

    private void Get(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<IResult>> answer, string caching = "no-store") =>
        routes.MapMethods(pattern, Reading, async (HttpContext http) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            // The address contains the code: no other site may receive it as a referrer.
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = caching;
            try
            {
                return await answer(http);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                log.Log(StoreFailure.Severity(exception), "{Pattern}: the store failed ({Exception})", pattern, exception.GetType().Name);
                return Page(StoreFailure.HttpStatus(exception, http.Response), AttestationPage.Plain(
                    "Service momentanément indisponible", "L’attestation ne peut pas être vérifiée pour l’instant. Veuillez réessayer dans quelques instants."));
            }
        }).AllowAnonymous();

    private static IResult Form(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return Page(StatusCodes.Status200OK, AttestationPage.Form(null));
        return AttestationCode.Read(typed) is { } code
            ? Results.Redirect(AttestationPaths.Of(code))
            : Page(StatusCodes.Status400BadRequest, AttestationPage.Form("Ce n’est pas un code d’attestation : écrivez les dix lettres et chiffres du document."));
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string operation, Func<Attestation, IResult> answer)
    {
        var code = AttestationCode.Read((string)http.Request.RouteValues["code"]!);
        if (code is null || await attestations.VerifyAsync(code, http.RequestAborted) is not { } attestation)
            return Page(StatusCodes.Status404NotFound, AttestationPage.Plain("Attestation introuvable", "Aucune attestation ne porte ce code. Vérifiez chaque caractère."));
        // Readers do not sign in: the physician learns when the attestation was read, but not by whom.
        await accessLog.RememberPublicAsync($"physicians/{attestation.Rpps}", Reader, operation, Purpose.Registration, http.RequestAborted);
        return answer(attestation);
    }

    private static IResult Page(int status, Html page) => Results.Content(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);

    private static byte[] Resource(string name)
    {
        using var stream = typeof(AttestationPages).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
