namespace OrdreCouncils.LegalTime;

/// <summary>Time limits of the Order's law, by subject. A change of the law is a new version: limits that began before it keep the earlier wording. The dates
/// are of the codes as consolidated on 6 December 2023. Limits before the Conseil d'État are délais francs by case law, not by the text.</summary>
public static partial class LegalRules
{
    private static IReadOnlyList<LegalRule>? all;

    /// <summary>In the order of the procedure. Made at the first call, as the fields of a partial class start in no written order.</summary>
    public static IReadOnlyList<LegalRule> All => all ??=
    [
        ConciliationSummons, TransmissionToChamber, NationalSubstitution,
        DefenceTime, UrgentDefenceTime, RegularisationTime, CopiesRegularisationTime, RecapitulativeBrief, ClosureAfterFormalNotice, FirstInstanceDecision,
        Appeal, AppealWhenNoticeIsSilent, AppealFile, Opposition, Revision, Cassation, MaterialErrorOrder, MaterialErrorClaim,
        FinalWithoutAppeal, FinalAfterAppeal, NationalDecisionFinal, EnforceableByDefault, LongestBan, Ineligibility, SuspendedPart, RadiationRelief,
        RadiationReliefRenewal,
        EmergencySuspension, EmergencySuspensionHearing, EmergencySuspensionRuling, EmergencySuspensionNationalRuling,
        SuspensionExpertReport, SuspensionRuling, SuspensionAppeal, SuspensionReview,
        EarlyRegistrationFiling, RegistrationAcknowledgement, RegistrationDecision, RegistrationDecisionAfterExpertise, RegistrationDecisionAfterEnquiry,
        RegistrationNotification, RegistrationAppeal, RegistrationAppealRuling, NationalRegistrationAppeal, RegistrationReview, ChangeDeclaration,
        RegistrationWithdrawal, NationalRegistrationWithdrawal,
    ];
}
