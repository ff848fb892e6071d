using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Deliberations;

/// <summary>When a council deliberates on a complaint, and what it may decide (CSP L.4123-2, L.4124-2, R.4126-1).</summary>
internal static class DeliberationRules
{
    public static void CheckState(CaseRow file)
    {
        if (file.IsComplaint)
            CaseRules.CheckOfComplaintBeforeCouncil(file);
        else
            CheckOfAffair(file);
        if (file.DeliberatedOn is not null)
            throw CaseRules.Wrong(file, "its deliberation is recorded (CSP R.4126-1): prepare the referral");
        if (file.Conciliation == ConciliationOutcome.Unspecified && CaseRules.IsConciliated(file))
            throw CaseRules.Wrong(file, "the council deliberates after the conciliation (CSP L.4123-2): record the summons and the minutes first");
    }

    private static void CheckOfAffair(CaseRow file)
    {
        CaseRules.CheckOpen(file);
        if (file.FiledOn is not null)
            throw CaseRules.Wrong(file, "the chamber is seised and its clerk receives further acts (CSP R.4126-1)");
    }

    /// <summary>FAILED_PRECONDITION for an outcome that the regime of seisin forbids.</summary>
    public static void CheckOutcome(CaseRow file, DeliberationOutcome outcome)
    {
        if (!file.IsComplaint && outcome != DeliberationOutcome.NoReferral)
        {
            throw CaseRules.Wrong(
                file, "the national council opened it: a council that refers it says so with PrepareReferral, one that does not deliberates NO_REFERRAL "
                + "(CSP R.4126-1, 1°)");
        }

        var allowed = Allowed(file);
        if (!allowed.Contains(outcome))
        {
            throw Fault.Precondition(
                DisciplineReasons.SeisinRegime, $"For this complaint the council may decide {string.Join(" or ", allowed)} ({Why(file)}).");
        }
    }

    /// <summary>INVALID_ARGUMENT for a day that does not fit, and for a member whom the complaint concerns and who voted.</summary>
    public static void CheckFits(CaseRow file, DateOnly deliberatedOn, IReadOnlyList<MemberRow> members, IReadOnlyList<string> respondents)
    {
        var violations = new Violations();
        var earliest = new[] { file.RegisteredOn, file.HeldOn, file.WithdrawnOn }.Max() ?? LocalDay.Of(file.OpenedAt, file.Council);
        violations.Require(deliberatedOn >= earliest, "deliberated_on", $"Write a day since {earliest:yyyy-MM-dd}, the last step before the deliberation.");
        for (var i = 0; i < members.Count; i++)
        {
            violations.Require(
                members[i].Recused || !respondents.Any(respondent => PersonNames.AreSame(respondent, members[i].Name)), $"members[{i}].recused",
                "Write true: the complaint concerns this member, who does not vote (CSP R.4123-19).");
        }

        violations.ThrowIfAny();
    }

    private static DeliberationOutcome[] Allowed(CaseRow file) => file switch
    {
        { IsComplaint: false } => [DeliberationOutcome.NoReferral],
        // Neither a departmental council nor the national one may seise the chamber of acts of a control function, nor associate itself.
        { Regime: SeisinRegime.Control } => CaseRules.MaySeise(file) ? [DeliberationOutcome.Transmit] : [DeliberationOutcome.NoReferral],
        _ when CaseRules.MaySeise(file) => [DeliberationOutcome.Transmit, DeliberationOutcome.Associate],
        _ => [DeliberationOutcome.OwnName, DeliberationOutcome.NoReferral],
    };

    private static string Why(CaseRow file) => file switch
    {
        { Regime: SeisinRegime.Control } => "acts of a control function, CSP L.4124-2, al. 2",
        { WithdrawnOn: not null } => "the author withdrew, CSP R.4126-1, 1°",
        { Regime: SeisinRegime.PublicService } => "acts of a public service, CSP L.4124-2, al. 1",
        _ => "the council transmits, CSP L.4123-2",
    };
}
