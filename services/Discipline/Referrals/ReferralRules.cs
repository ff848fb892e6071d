using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>Content of a referral (CSP R.4126-1), and who may write and sign it when.</summary>
internal static class ReferralRules
{
    /// <summary>INVALID_ARGUMENT unless the referral fits its case.</summary>
    public static void CheckFits(NewReferral referral, CaseRow file)
    {
        var violations = new Violations();
        var competent = Chambers.CompetentFor(file.Council);
        violations.Require(referral.Chamber == competent, "chamber", $"The chamber competent for council {file.Council} is {competent} (CSP R.4126-8).");
        violations.Require(referral.DeliberatedOn >= file.FactsOn, "deliberated_on", "Write a day that is not before the facts.");
        violations.ThrowIfAny();
    }

    /// <summary>FAILED_PRECONDITION once the case has left the council.</summary>
    public static void CheckUnsigned(CaseRow file)
    {
        if (file.Status is not (CaseStatus.Opened or CaseStatus.ReferralPrepared))
            throw Fault.Precondition(Reasons.WrongState, "The referral is signed: the case is before the chamber.");
    }

    public static bool IsSame(ReferralRow row, NewReferral asked) =>
        row.Chamber == asked.Chamber && row.ReasonedOpinion == asked.ReasonedOpinion && row.DeliberatedOn == asked.DeliberatedOn
        && row.Articles.SequenceEqual(asked.Articles);
}
