using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.OwnCases;

/// <summary>The part of a case that its respondent sees. Steps inside the council (deliberated, referral prepared) are one stage.</summary>
internal static class OwnCaseRules
{
    public static OwnCaseStage StageOf(OwnCaseRow row) => row.Status switch
    {
        CaseStatus.Decided when !row.PractitionerTold => OwnCaseStage.BeforeChamber,
        CaseStatus.ComplaintRegistered => OwnCaseStage.Received,
        CaseStatus.ConciliationSummoned => OwnCaseStage.Conciliation,
        CaseStatus.Opened or CaseStatus.NotConciliated or CaseStatus.Deliberated or CaseStatus.ReferralPrepared => OwnCaseStage.BeforeCouncil,
        CaseStatus.Filed => OwnCaseStage.BeforeChamber,
        CaseStatus.Decided => OwnCaseStage.Decided,
        // A national decision is shown once it is notified, which makes it final.
        CaseStatus.Appealed or CaseStatus.NationallyDecided or CaseStatus.Opposed or CaseStatus.Remanded => OwnCaseStage.BeforeNationalChamber,
        CaseStatus.Enforceable => OwnCaseStage.Final,
        CaseStatus.Conciliated => OwnCaseStage.Conciliated,
        CaseStatus.Withdrawn or CaseStatus.EndedByChamberWithdrawal => OwnCaseStage.Withdrawn,
        CaseStatus.NotReferred => OwnCaseStage.NotReferred,
        CaseStatus.EndedByDeath or CaseStatus.EndedByOrder => OwnCaseStage.Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Status, "This status has no stage."),
    };

    public static string Words(OwnCaseStage stage) => stage switch
    {
        OwnCaseStage.Received => "Le conseil départemental a reçu une plainte qui vous met en cause.",
        OwnCaseStage.Conciliation => "Le conseil départemental vous convoque à une réunion de conciliation.",
        OwnCaseStage.BeforeCouncil => "Le conseil départemental examine la suite à donner.",
        OwnCaseStage.BeforeChamber => "La chambre disciplinaire de première instance est saisie.",
        OwnCaseStage.Decided => "La chambre a rendu sa décision ; le délai d’appel court.",
        OwnCaseStage.BeforeNationalChamber => "Un appel est pendant devant la chambre disciplinaire nationale.",
        OwnCaseStage.Final => "La décision est définitive.",
        OwnCaseStage.Conciliated => "La conciliation a mis fin à l’affaire.",
        OwnCaseStage.Withdrawn => "La plainte a été retirée et le conseil ne poursuit pas.",
        OwnCaseStage.NotReferred => "Le conseil départemental a décidé de ne pas saisir la chambre.",
        _ => "L’affaire a pris fin.",
    };

    /// <summary>A day that a council or a chamber must keep is not the respondent's.</summary>
    public static bool Concerns(OwnCaseRow row, NextDeadline deadline) =>
        deadline.Actor == DeadlineActor.Parties && (row.PractitionerTold || row.Status != CaseStatus.Decided);

    /// <summary>See <c>CompleteFileRules.TransferMayBeAsked</c>: the respondent is a party (CSP R.4126-10).</summary>
    public static bool TransferMayBeAsked(OwnCaseRow row, DateOnly today) => row.Status == CaseStatus.Filed && row.DecisionDueOn < today;
}
