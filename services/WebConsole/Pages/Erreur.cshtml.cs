using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Page of errors: one text for each HTTP status, and no detail of the fault.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(ILogger<ErrorModel> log) : PageModel
{
    [FromRoute(Name = "code")]
    public int? Code { get; set; }

    public (string Title, string Text) Words => Code switch
    {
        400 => (
            "Demande incorrecte",
            "Le formulaire est incomplet ou trop ancien. Revenez en arrière, rechargez la page et recommencez : vos brouillons sont conservés."),
        403 => ("Accès refusé", "Votre affectation ne donne pas accès à cette page. Ce refus est enregistré."),
        404 => ("Page introuvable", "L’adresse est inexacte, ou ce dossier n’est pas dans votre ressort."),
        405 => ("Page introuvable", "Cette adresse ne se consulte pas ainsi."),
        503 => ("Service momentanément indisponible", "Réessayez dans un instant. Vos brouillons sont conservés."),
        _ => ("Une erreur est survenue", "Elle est signalée à l’exploitant. Vos brouillons sont conservés."),
    };

    public void OnGet()
    {
        if (Code is not null)
            return;
        log.LogFailedPage(HttpContext.Features.Get<IExceptionHandlerFeature>());
        Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    public void OnPost() => OnGet();
}
