using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Which decision of a case stands, whether it is final, and what the register shows of it. A pure function of the recorded facts and the day.</summary>
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
                (terms, decision) = (After(terms, answer), answer);
            }
            else if (proceeding.AnswerTo(decision, DecisionKind.Revision) is { Outcome: DecisionOutcome.Replaces } revised)
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

    /// <summary>Whether an appeal in cassation annulled the decision for good.</summary>
    public static bool IsAnnulled(Proceeding proceeding, DecisionRow decision) =>
        proceeding.RemediesAgainst(decision, RemedyKind.Cassation).Any(remedy => remedy.Outcome == CassationOutcome.Annulled);

    /// <summary>The remedy that takes the decision's force away until another decision answers it.</summary>
    private static Contest? Contested(Proceeding proceeding, DecisionRow decision)
    {
        if (decision.IsFirstInstance && proceeding.RemediesAgainst(decision, RemedyKind.Appeal).MinBy(remedy => remedy.LodgedOn) is { } appeal)
            return new Contest(CaseStatus.Appealed, DecisionKind.Appeal, appeal.LodgedOn);
        if (proceeding.RemediesAgainst(decision, RemedyKind.Opposition).FirstOrDefault() is { } opposition)
            return new Contest(CaseStatus.Opposed, DecisionKind.Opposition, opposition.LodgedOn);
        return proceeding.RemediesAgainst(decision, RemedyKind.Cassation).FirstOrDefault(remedy => remedy.Outcome == CassationOutcome.Remanded) is { } remand
            ? new Contest(CaseStatus.Remanded, DecisionKind.Remand, remand.OutcomeOn!.Value)
            : null;
    }

    /// <summary>A decision that upholds may fix new dates of execution (CSP R.4126-45); those fixed before the remedy have lost their basis.</summary>
    private static SanctionTerms After(SanctionTerms terms, DecisionRow answer) =>
        answer.Outcome == DecisionOutcome.Upholds ? new SanctionTerms(terms.Source, answer.ExecutesFrom) : SanctionTerms.Of(answer);

    private static Outcome Pending(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, Contest contest)
    {
        // Appeal and opposition do not suspend under CSP L.4113-14 (L.4122-3, L.4126-4), save before the chambers of L.4441-10. What the Conseil d'État
        // annulled has no force.
        var holds = contest.State != CaseStatus.Remanded && proceeding.First.Urgent && proceeding.Seat is not null;
        return new Outcome(contest.State, decision, terms, contest.Since, null, null, null, holds ? AtOnce(proceeding, decision, terms) : []);
    }

    private static Outcome Standing(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, DateOnly today)
    {
        if (!decision.IsFirstInstance)
        {
            return Clocks.PractitionerTold(proceeding, decision) is { } told
                ? Final(proceeding, decision, terms, told)
                : new Outcome(CaseStatus.NationallyDecided, decision, terms, decision.DecidedOn, null, null, null, []);
        }

        var last = Clocks.Last(proceeding, decision);
        if (last is not null && last.LastDay < today)
            return Final(proceeding, decision, terms, last.LastDay.AddDays(1));
        return new Outcome(
            CaseStatus.Decided, decision, terms, decision.DecidedOn, last, null, last?.LastDay.AddDays(1),
            decision.Urgent && proceeding.Seat is not null ? AtOnce(proceeding, decision, terms) : []);
    }

    private static Outcome Final(Proceeding proceeding, DecisionRow decision, SanctionTerms terms, DateOnly finalOn)
    {
        var effects = IsAnnulled(proceeding, decision) || IsWeaker(terms, proceeding.Insurance)
            ? []
            : SanctionSpans.Of(terms, finalOn.AddDays(1), StaysOf(proceeding));
        return new Outcome(CaseStatus.Enforceable, decision, terms, finalOn, null, finalOn, null, effects);
    }

    /// <summary>Executed though not final: from the first day fixed, else from the day after the practitioner was told. The texts do not write that day.</summary>
    private static IReadOnlyList<Effect> AtOnce(Proceeding proceeding, DecisionRow decision, SanctionTerms terms) =>
        Clocks.PractitionerTold(proceeding, decision) is { } told ? SanctionSpans.Of(terms, told.AddDays(1), []) : [];

    /// <summary>An outcome of the appeal in cassation ends its stays.</summary>
    private static IEnumerable<(DateOnly From, DateOnly? Until)> StaysOf(Proceeding proceeding) =>
        from remedy in proceeding.Remedies
        from stay in proceeding.Stays
        where stay.RemedyId == remedy.Id
        orderby stay.FromDay
        select (stay.FromDay, stay.EndedOn ?? remedy.OutcomeOn);

    /// <summary>Of two sanctions for the same facts only the stronger is executed (CSS L.145-2). Both can last: the longer firm part, or the one without end, is
    /// stronger, and a radiation is stronger than all; between equals the disciplinary one is kept, as the text does not choose.</summary>
    private static bool IsWeaker(SanctionTerms terms, InsuranceRow? insurance)
    {
        if (insurance is not { Kind: InsuranceSanctionKind.Ban } || terms.Sanction == Sanction.Radiation)
            return false;
        return !terms.IsWithoutEnd && (insurance.FirmMonths == 0 || insurance.FirmMonths > terms.FirmMonths);
    }

    private sealed record Contest(CaseStatus State, DecisionKind Answer, DateOnly Since);
}
