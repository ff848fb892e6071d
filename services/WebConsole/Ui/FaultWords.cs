using System.Collections.Frozen;
using Grpc.Core;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Refusals of the platform in French, by their stable reasons (docs/errors.md).</summary>
internal static class FaultWords
{
    private const string Away = "Le service ne répond pas. Votre saisie est conservée : réessayez dans un instant.";

    public static readonly FrozenDictionary<string, string> ByReason = new Dictionary<string, string>
    {
        ["WRONG_STATE"] = "L’état du dossier ne permet pas cet acte, ou il a changé depuis que vous l’avez ouvert. Relisez le dossier.",
        ["FOUR_EYES"] = "Vous avez rédigé une version de ce document : une autre personne doit le signer.",
        ["REQUEST_ID_REUSED"] = "Cet acte a déjà été enregistré avec d’autres réponses. Relisez le dossier avant de recommencer.",
        ["STALE_ETAG"] = "Le dossier a changé pendant votre saisie. Relisez-le, puis recommencez.",
        ["MESSAGE_TOO_LARGE"] = "Le texte est trop long pour être envoyé en une fois.",
        ["STORE_UNAVAILABLE"] = Away,
        ["DEPENDENCY_UNAVAILABLE"] = Away,
        ["TOO_MANY_CALLS"] = "Trop de demandes en peu de temps. Attendez un instant, puis réessayez.",
        ["UNEXPECTED"] = "Une erreur est survenue ; elle est signalée à l’exploitant. Votre saisie est conservée.",

        ["DECISION_RECORDED"] = "Le tableau tient cette décision avec d’autres termes.",
        ["PRESIDENT_ONLY"] = "Ce départ est une décision du conseil : son président l’enregistre.",
        ["NATIONAL_ONLY"] = "Cet acte revient au Conseil national.",
        ["FACT_DOES_NOT_FIT"] = "Ce fait contredit ceux qui sont enregistrés. Relisez la chronologie et corrigez d’abord l’autre fait.",
        ["FACT_SUPERSEDED"] = "Ce fait a déjà été corrigé : prenez celui qui le remplace.",
        ["ALREADY_REGISTERED"] = "Ce médecin est inscrit au tableau d’un conseil : enregistrez d’abord sa sortie.",
        ["STRUCK_OFF"] = "Ce médecin est radié : un relèvement est nécessaire d’abord (CSP L.4124-8).",
        ["DECEASED"] = "Le tableau tient ce médecin pour décédé. Si c’est une erreur, corrigez d’abord ce fait.",
        ["APPLICATION_PENDING"] = "Une autre demande de ce médecin est devant un conseil.",
        ["DOCUMENTS_MISSING"] = "Des pièces manquent : le dossier ne peut pas être déclaré complet.",
        ["APPLICANT_NOT_SUMMONED"] = "Avant un refus, le demandeur est convoqué par une lettre envoyée au moins quinze jours avant la séance.",
        ["APPEAL_OUT_OF_TIME"] = "Le recours a été formé après son dernier jour.",
        ["WITHDRAWAL_OUT_OF_TIME"] = "Le délai pour retirer l’inscription est passé.",
        ["RULING_OUT_OF_TIME"] = "Les deux mois de la formation restreinte étaient passés ce jour-là.",
        ["QUORUM_NOT_MET"] = "La formation n’avait pas le nombre de membres que le texte demande.",
        ["FITNESS_STEP_MISSING"] = "Une étape manque : la convocation, ou le rapport des experts.",
        ["RELIEF_TOO_EARLY"] = "La demande de relèvement est venue avant son premier jour.",
        ["RELIEF_SUPERSEDED"] = "Ce relèvement a déjà été corrigé : prenez celui qui le remplace.",
        ["MERGED"] = "Ce numéro est fusionné dans un autre : employez l’autre, ou défaites d’abord la fusion.",
        ["KEEPS_MERGES"] = "D’autres numéros sont fusionnés dans celui-ci : défaites ces fusions, ou fusionnez dans l’autre sens.",
        ["MERGE_UNDONE"] = "Cette fusion est déjà défaite.",
        ["NOT_ATTESTABLE"] = "Le médecin n’est pas inscrit sans restriction ce jour : aucune attestation ne peut être délivrée.",
        ["ATTESTATION_QUOTA"] = "Vous avez délivré autant d’attestations qu’il est permis en un jour.",
        ["NO_SIGNING_KEY"] = "Le service n’a pas de clé pour signer. Prévenez l’exploitant.",

        ["REMEDY_OUT_OF_TIME"] = "Le recours est venu après son dernier jour.",
        ["NOT_REVOCABLE"] = "Aucun sursis de la décision antérieure ne peut être révoqué (CSP L.4124-6).",
        ["CASE_ENDED"] = "L’affaire est close : le praticien est décédé, ou le dossier a pris fin.",
        ["CHAMBER_CHANGED"] = "Le médecin relève maintenant d’une autre chambre que celle de la saisine : préparez-la de nouveau.",
        ["SEISIN_REGIME"] = "Le régime de saisine interdit cet acte : voyez qui peut saisir la chambre (CSP L.4124-2).",
        ["SUMMONS_TOO_LATE"] = "Une convocation n’est pas parvenue à temps à une partie : l’audience ne peut pas être enregistrée comme tenue.",
    }.ToFrozenDictionary();

    public static string Of(PlatformFault fault) => ByReason.TryGetValue(fault.Reason, out var words) ? words : fault.Status switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => Away,
        StatusCode.FailedPrecondition => "L’état du dossier ne permet pas cet acte. Relisez le dossier.",
        StatusCode.AlreadyExists => "Cet acte est déjà enregistré.",
        _ => "L’acte n’a pas été accepté. Relisez vos réponses.",
    };
}
