using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>The decision of a case that stands, its finality, and its sanctions in the register. A pure function of the recorded facts and the day.</summary>
internal static class OutcomeRules
{
    public static Outcome Of(Proceeding proceeding, DateOnly today)
    {
        var decision = proceeding.First;
        var terms = SanctionTerms.Of(decision);
        while (true)
        {
            if (Contested(proceeding, decision) is { } contest)
            {
                if (proceeding.AnswerTo(decision, contest.Answer) is not { } answer)
                    return Pending(proceeding, decision, terms, contest);
                (terms, decision) = (After(proceeding, terms, answer), answer);
            }
            else if (proceeding.RevisionOf(decision) is { Outcome: DecisionOutcome.Replaces } revised)
            {
                // The revised decision is null and void (CSP R.4126-54).
                (terms, decision) = (SanctionTerms.Of(revised), revised);
            }
            else
            {
                return Standing(proceeding, decision, terms, today);
            }
        }
    }

    /// <summary>True when an appeal in cassation annulled for good the decision, or one that it upholds.</summary>
    public static bool IsAnnulled(Proceeding proceeding, DecisionRow decision) => Upheld(proceeding, decision)
        .SelectMany(row => proceeding.RemediesAgainst(row, RemedyKind.Cassation)).Any(remedy => remedy.Outcome == CassationOutcome.Annulled);

    /// <summary>The decision, and those that it upholds.</summary>
    public static IEnumerable<DecisionRow> Upheld(Proceeding proceeding, DecisionRow decision)
    {
        yield return decision;
        while (decision.Outcome == DecisionOutcome.Upholds)
            yield return decision = proceeding.Decisions.Single(other => other.Id == decision.Answers);
    }

    /// <summary>Day from which the sanction is executed; null while nothing makes it so. Executed though not final, it began on the day after the practitioner
    /// was told, and goes on when it becomes final. The texts do not write that day.</summary>
    public static DateOnly? FirstDay(Proceeding proceeding, SanctionTerms terms, DateOnly? finalOn)
    {
        var eve = (HoldsAtOnce(proceeding) ? Clocks.PractitionerTold(proceeding, terms.Source) : null) ?? finalOn;
        return eve is null ? null : terms.ExecutesFrom ?? eve.Value.AddDays(1);
    }

    /// <summary>The remedy that takes the decision's force away until another decision answers it.</summary>
    private static Contest? Contested(Proceeding proceeding, DecisionRow decision)
    {
        if (decision.IsFirstInstance && proceeding.RemediesAgainst(decision, RemedyKind.Appeal).MinBy(remedy => remedy.LodgedOn) is { } appeal)
            return new Contest(CaseStatus.Appealed, DecisionKind.Appeal, appeal.LodgedOn);
        var annulment = proceeding.RemediesAgainst(decision, RemedyKind.Cassation)
            .FirstOrDefault(remedy => remedy.Outcome is CassationOutcome.Remanded or CassationOutcome.Annulled);
        // What is annulled cannot be upheld; what an opposition has replaced was not there to be annulled (CSP R.4126-50).
        if (proceeding.RemediesAgainst(decision, RemedyKind.Opposition).FirstOrDefault() is { } opposition
            && (annulment is null || proceeding.AnswerTo(decision, DecisionKind.Opposition) is { Outcome: DecisionOutcome.Replaces }))
        {
            return new Contest(CaseStatus.Opposed, DecisionKind.Opposition, opposition.LodgedOn);
        }

        return annulment?.Outcome == CassationOutcome.Remanded ? new Contest(CaseStatus.Remanded, DecisionKind.Remand, annulment.OutcomeOn!.Value) : null;
    }

    /// <summary>A decision that upholds may fix new dates of execution (CSP R.4126-45); those fixed before a remedy that suspends have lost their basis. No
    /// article says what becomes of days that were served before an appeal was known: the dates of the national decision rule, and without them the
    /// firm part is
    /// counted anew.</summary>
    private static SanctionTerms After(Proceeding proceeding, SanctionTerms terms, DecisionRow answer)
    {
        if (answer.Outcome != DecisionOutcome.Upholds)
            return SanctionTerms.Of(answer);
        return answer.ExecutesFrom is not null || !HoldsAtOnce(proceeding)
            ? new SanctionTerms(terms.Source, answer.ExecutesFrom, answer.ExecutesUntil)
            : terms;
    }

    /// <summary>Appeal and opposition do not suspend under CSP L.4113-14 (L.4122-3, L.4126-4), save before the chambers of L.4441-10.</summary>
    private static bool HoldsAtOnce(Proceeding proceeding) => proceeding.First.Urgent && proceeding.Seat is not null;

    // What the Conseil d'État annulled has no force.
    private static Outcome Pending(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, Contest contest) => new(
        contest.State, decision, terms, contest.Since, null, null, null,
        contest.State == CaseStatus.Remanded ? [] : Effects(proceeding, decision, terms, finalOn: null));

    private static Outcome Standing(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, DateOnly today)
    {
        if (!decision.IsFirstInstance)
        {
            return Clocks.PractitionerTold(proceeding, decision) is { } told
                ? Final(proceeding, decision, terms, told)
                : new Outcome(
                    CaseStatus.NationallyDecided, decision, terms, decision.DecidedOn, null, null, null, Effects(proceeding, decision, terms, finalOn: null));
        }

        var last = Clocks.Last(proceeding, decision);
        if (last is not null && last.LastDay < today)
            return Final(proceeding, decision, terms, last.LastDay.AddDays(1));
        return new Outcome(
            CaseStatus.Decided, decision, terms, decision.DecidedOn, last, null, last?.LastDay.AddDays(1),
            Effects(proceeding, decision, terms, finalOn: null));
    }

    private static Outcome Final(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, DateOnly finalOn) => new(
        CaseStatus.Enforceable, decision, terms, finalOn, null, finalOn, null, Effects(proceeding, decision, terms, finalOn));

    private static IReadOnlyList<Effect> Effects(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, DateOnly? finalOn) =>
        FirstDay(proceeding, terms, finalOn) is { } first && !IsAnnulled(proceeding, decision) && !IsWeaker(terms, first, proceeding.Insurance)
            ? SanctionSpans.Of(terms, first, StaysOf(proceeding, decision))
            : [];

    /// <summary>An outcome of the appeal in cassation ends its stays.</summary>
    private static IEnumerable<(DateOnly From, DateOnly? Until)> StaysOf(Proceeding proceeding, DecisionRow decision) =>
        from upheld in Upheld(proceeding, decision)
        from remedy in proceeding.RemediesAgainst(upheld, RemedyKind.Cassation)
        from stay in proceeding.Stays
        where stay.RemedyId == remedy.Id
        orderby stay.FromDay
        select (stay.FromDay, stay.EndedOn ?? remedy.OutcomeOn);

    /// <summary>Of two sanctions for the same facts only the stronger is executed (CSS L.145-2). Both can last: the longer firm part, or the one
    /// without end, is
    /// stronger, and a radiation is stronger than all; between equals the disciplinary one is kept, as the text does not choose.</summary>
    private static bool IsWeaker(SanctionTerms terms, DateOnly first, InsuranceRow? insurance)
    {
        if (insurance is not { Kind: InsuranceSanctionKind.Ban } || terms.Sanction == Sanction.Radiation)
            return false;
        return !terms.IsWithoutEnd && (insurance.FirmMonths == 0
            || TimeLimits.LastDayOf(first, LegalPeriod.OfMonths(insurance.FirmMonths)) > TimeLimits.LastDayOf(first, terms.FirmPart));
    }

    private sealed record Contest(CaseStatus State, DecisionKind Answer, DateOnly Since);
}
