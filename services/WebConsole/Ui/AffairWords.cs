using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Lines of lists, and what the national council does itself, in French.</summary>
internal static class AffairWords
{
    public static string Of(AffairLineState state) => state switch
    {
        AffairLineState.Waiting => "à rechercher",
        AffairLineState.Doubtful => "douteuse, à choisir",
        AffairLineState.Unmatched => "inconnue du tableau",
        AffairLineState.Chosen => "médecin choisi, à transmettre",
        AffairLineState.Delivered => "transmise au conseil",
        AffairLineState.Undeliverable => "non transmise",
        AffairLineState.Dismissed => "écartée",
        _ => "",
    };

    public static string Of(DeliveryProblem problem) => problem switch
    {
        DeliveryProblem.RegisterUnavailable => "Le registre ne répond pas.",
        DeliveryProblem.NoCouncil => "Le tableau ne nomme aucun conseil pour ce médecin.",
        DeliveryProblem.Deceased => "Le médecin est décédé : aucune procédure n’est possible (CSP R.4126-21).",
        _ => "",
    };

    public static string Of(MatchReason reason) => reason switch
    {
        MatchReason.RppsEqual => "même RPPS",
        MatchReason.NameEqual => "même nom",
        MatchReason.NameClose => "nom proche",
        MatchReason.NameDiffers => "autre nom",
        MatchReason.PlaceEqual => "même département",
        MatchReason.PlaceDiffers => "autre département",
        _ => "",
    };

    public static string Of(MatchDoubt doubt) => doubt switch
    {
        MatchDoubt.NoNumber => "La liste ne donne pas de numéro : un nom seul n’ouvre jamais un dossier.",
        MatchDoubt.NumberUnknown => "Le tableau ne connaît pas ce numéro.",
        MatchDoubt.NumberOfAnother => "Ce numéro est celui d’un médecin d’un autre nom.",
        MatchDoubt.SeveralCandidates => "Plusieurs médecins conviennent.",
        _ => "",
    };

    public static string Of(NationalOutcome outcome) => outcome switch
    {
        NationalOutcome.None => "Aucune suite propre",
        NationalOutcome.Reminder => "Rappel des devoirs par lettre",
        NationalOutcome.Referral => "Plainte du Conseil national",
        NationalOutcome.OtherJurisdiction => "Autre juridiction",
        NationalOutcome.PublicStatement => "Prise de position publique",
        _ => "",
    };
}
