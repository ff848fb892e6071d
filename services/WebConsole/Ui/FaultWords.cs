using Grpc.Core;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Refusals of the platform in French, by their stable reasons (docs/errors.md).</summary>
internal static class FaultWords
{
    public static string Of(PlatformFault fault) => fault.Reason switch
    {
        "WRONG_STATE" => "L’état du dossier ne permet pas cet acte, ou il a changé depuis que vous l’avez ouvert. Relisez le dossier.",
        "CASE_ENDED" => "L’affaire est close : le praticien est décédé, ou le dossier a pris fin.",
        "FOUR_EYES" => "Vous avez rédigé une version de ce document : une autre personne doit le signer.",
        "WRONG_CHAMBER" => "Cette chambre n’est pas compétente pour le conseil du dossier.",
        "REQUEST_ID_REUSED" => "Cet acte a déjà été enregistré avec d’autres réponses. Relisez le dossier avant de recommencer.",
        "STALE_ETAG" => "Le dossier a changé pendant votre saisie.",
        _ => fault.Status switch
        {
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted =>
                "Le service ne répond pas. Votre saisie est conservée : réessayez dans un instant.",
            StatusCode.FailedPrecondition => "L’état du dossier ne permet pas cet acte. Relisez le dossier.",
            StatusCode.AlreadyExists => "Cet acte est déjà enregistré.",
            _ => "L’acte n’a pas été accepté. Relisez vos réponses.",
        },
    };
}
