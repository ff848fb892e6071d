using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Deliberations;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>Content of a referral (CSP R.4126-1), and who may write and sign it when.</summary>
internal static class ReferralRules
{
    /// <summary>INVALID_ARGUMENT unless the referral fits its case.</summary>
    /// <param name="asked">As read from the request.</param>
    /// <param name="file">The case.</param>
    /// <param name="registerCouncil">Council on whose register the respondent is.</param>
    /// <param name="deliberation">Of the case of a complaint; null otherwise.</param>
    /// <param name="grievances">Articles of the complaint; they count when the request names none.</param>
    public static NewReferral Fit(
        AskedReferral asked, CaseRow file, string registerCouncil, DeliberationRow? deliberation, IReadOnlyList<string> grievances)
    {
        var violations = new Violations();
        var competent = Chambers.CompetentFor(registerCouncil);
        violations.Require(asked.Chamber == competent, "chamber", $"The chamber competent for council {registerCouncil} is {competent} (CSP R.4126-8).");
        var articles = asked.Articles.Count > 0 ? asked.Articles : EthicsArticles.InOrder(grievances);
        violations.Require(articles.Count > 0, "articles", "Name at least one article of the code of ethics.");
        var opinion = asked.ReasonedOpinion.Length > 0 ? asked.ReasonedOpinion : deliberation?.ReasonedOpinion ?? "";
        violations.Require(
            opinion.Length > 0 && (deliberation is null || opinion == deliberation.ReasonedOpinion), "reasoned_opinion",
            deliberation is null ? "Write 1 to 50000 characters." : "Leave it empty: the opinion is that of the deliberation.");
        var deliberatedOn = asked.DeliberatedOn ?? deliberation?.DeliberatedOn ?? DateOnly.MinValue;
        violations.Require(deliberatedOn >= file.FactsOn, "deliberated_on", "Write a day that is not before the facts.");
        violations.Require(
            deliberation is null || deliberatedOn == deliberation.DeliberatedOn, "deliberated_on", "Leave it absent: the day is that of the deliberation.");
        violations.ThrowIfAny();
        return new NewReferral { Chamber = asked.Chamber, Articles = articles, ReasonedOpinion = opinion, DeliberatedOn = deliberatedOn };
    }

    /// <summary>FAILED_PRECONDITION once the case has left the council, and before the deliberation on a complaint.</summary>
    public static void CheckUnsigned(CaseRow file)
    {
        CaseRules.CheckOpen(file);
        if (file.FiledOn is not null)
            throw CaseRules.Wrong(file, "the referral is signed and the chamber is seised (CSP R.4126-1)");
        if (file.IsComplaint && file.DeliberatedOn is null)
            throw CaseRules.Wrong(file, "the council has not deliberated (CSP L.4123-2, R.4126-1): record the deliberation first");
    }

    /// <summary>FAILED_PRECONDITION when the register knows that the respondent has died.</summary>
    public static void CheckAlive(RegisterEntry? entry)
    {
        if (entry is { IsDeceased: true })
        {
            throw Fault.Precondition(
                DisciplineReasons.CaseEnded,
                "The register says that the respondent has died, which ends the case (CSP R.4126-21): record it with RecordDeath.");
        }
    }

    /// <summary>The council on whose register the respondent is now, or was last; that of the case when the register does not decide it.</summary>
    public static string RegisterCouncil(CaseRow file, RegisterEntry? entry) =>
        file.RespondentKind is RespondentKind.Registered or RespondentKind.Former && entry is not null && CouncilCode.Exists(entry.Council)
            ? entry.Council
            : file.Council;

    public static void CheckChamber(ReferralRow referral, string registerCouncil)
    {
        var competent = Chambers.CompetentFor(registerCouncil);
        if (referral.Chamber != competent)
        {
            throw Fault.Precondition(
                DisciplineReasons.ChamberChanged,
                $"The respondent is on the register of council {registerCouncil} now, so that {competent} is competent (CSP R.4126-8): "
                + "prepare a version that names it.");
        }
    }

    public static void CheckSubstitution(CaseRow file, DateOnly askedOn)
    {
        CaseRules.CheckOfComplaintBeforeCouncil(file);
        if (file.SubstitutionAskedOn is not null)
            throw CaseRules.Wrong(file, "the author asked already (CSP L.4123-2): transmit it");
        if (!CaseRules.MaySeise(file))
        {
            throw Fault.Precondition(
                DisciplineReasons.SeisinRegime, "The author may not seise the chamber, so that nobody transmits the complaint (CSP L.4124-2).");
        }

        if (file.NextDueOn is { } due && askedOn <= due)
            throw CaseRules.Wrong(file, $"the council has time until {due:yyyy-MM-dd} (CSP L.4123-2): record a request of a later day");
    }

    public static bool IsSame(ReferralRow row, NewReferral asked) =>
        row.Chamber == asked.Chamber && row.ReasonedOpinion == asked.ReasonedOpinion && row.DeliberatedOn == asked.DeliberatedOn
        && row.Articles.SequenceEqual(asked.Articles);
}
