using System.Globalization;
using System.Text;
using Google.Protobuf;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.PublicPages;
using OrdreCouncils.ServiceDefaults.AccessLogging;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Public HTTP pages of attestations. Only a code gives access, and the page shows no more than the attestation says.</summary>
internal sealed class AttestationPages(
    AttestationsGrpc attestations, StatusLists lists, AttestationOptions options, SigningKeys keys, PublicRoutes pages, AccessLog accessLog, TimeProvider clock)
{
    /// <summary>Field names as in the contract. The state is always written.</summary>
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.MapStyle(routes, AttestationPage.Face);
        Map(AttestationPaths.Keys, http => Task.FromResult(Results.Bytes(keys.Published, "application/jwk-set+json")), "public, max-age=300");
        Map(AttestationPaths.StatusLists + "/{list:long}", StatusListAsync, $"public, max-age={StatusLists.Life}");
        Map(AttestationPaths.Form, http => Task.FromResult(Form(http.Request.Query["code"])));
        Map(AttestationPaths.Form + "/{code}", http => AnswerAsync(http, "registry/attestation-page", attestation =>
            PublicRoutes.WantsJson(http)
                ? Results.Text(Json.Format(attestation), "application/json", Encoding.UTF8)
                : PublicRoutes.Page(StatusCodes.Status200OK, AttestationPage.Of(attestation, options.Address, clock.GetUtcNow()))));
        Map(AttestationPaths.Form + "/{code}/jws", http => AnswerAsync(http, "registry/attestation-document", attestation =>
            Results.Text(attestation.Jws, "application/jose", Encoding.ASCII)));

        void Map(string pattern, Func<HttpContext, Task<IResult>> answer, string caching = "no-store") =>
            pages.Map(routes, AttestationPage.Face, pattern, answer, caching);
    }

    private static IResult Form(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return PublicRoutes.Page(StatusCodes.Status200OK, AttestationPage.Form(null));
        return AttestationCode.Read(typed) is { } code
            ? Results.Redirect(AttestationPaths.Of(code))
            : PublicRoutes.Page(
                StatusCodes.Status400BadRequest,
                AttestationPage.Form("Ce n’est pas un code d’attestation : écrivez les dix lettres et chiffres du document."));
    }

    private async Task<IResult> StatusListAsync(HttpContext http)
    {
        var list = long.Parse((string)http.Request.RouteValues["list"]!, CultureInfo.InvariantCulture);
        if (!keys.CanSign)
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "The service has no signing key.");
        }

        if (await lists.FindAsync(list, http.RequestAborted) is { } document)
            return Results.Text(document, "application/statuslist+jwt", Encoding.ASCII);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No status list has this number.");
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string operation, Func<Attestation, IResult> answer)
    {
        var code = AttestationCode.Read((string)http.Request.RouteValues["code"]!);
        if (code is null || await attestations.VerifyAsync(code, http.RequestAborted) is not { } attestation)
        {
            return PublicRoutes.Problem(
                http, AttestationPage.Face, StatusCodes.Status404NotFound, "Attestation introuvable",
                "Aucune attestation ne porte ce code. Vérifiez chaque caractère.");
        }

        await accessLog.RememberPublicAsync($"physicians/{attestation.Rpps}", PublicRoutes.Reader, operation, Purpose.Registration, http.RequestAborted);
        return answer(attestation);
    }
}
