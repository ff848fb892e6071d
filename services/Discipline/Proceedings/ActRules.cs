using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Acts that a decided case admits: <see cref="ActTable"/>, and the conditions on the decision and the person. Times are checked with each
/// act.</summary>
internal static class ActRules
{
    private const string Other = "read the case again with GetProceedings";

    /// <summary>FAILED_PRECONDITION unless the act is possible and this chamber does it.</summary>
    public static void Check(Proceeding proceeding, Outcome outcome, CaseAct act, DecisionRow decision, bool isNational, Appellant appellant = default)
    {
        if (Refusal(proceeding, outcome, act, decision, appellant) is { } refusal)
            throw Fault.Precondition(Reasons.WrongState, refusal);
        if (isNational != IsNational(proceeding, act, decision))
        {
            throw Fault.Precondition(Reasons.WrongState, ActTable.Message(
                DecisionStates.Of(proceeding, outcome, decision),
                "the chamber that decided notifies, corrects and revises its decision, and the national chamber does every other act (CSP R.4126-33, "
                + "R.4126-46, R.4126-54)",
                $"ask the registry of the {(isNational ? "first-instance" : "national")} chamber"));
        }
    }

    /// <summary>As <see cref="Check(Proceeding, Outcome, CaseAct, DecisionRow, bool, Appellant)"/>, of an act on an appeal in cassation.</summary>
    public static void Check(Proceeding proceeding, Outcome outcome, CaseAct act, RemedyRow remedy, DateOnly? stayFrom = null)
    {
        if (Refusal(proceeding, outcome, act, remedy, stayFrom) is { } refusal)
            throw Fault.Precondition(Reasons.WrongState, refusal);
    }

    /// <summary>Null when the act is possible, else a message for the caller.</summary>
    public static string? Refusal(Proceeding proceeding, Outcome outcome, CaseAct act, DecisionRow decision, Appellant appellant = default)
    {
        var state = DecisionStates.Of(proceeding, outcome, decision);
        var (rule, advice) = Unfit(proceeding, outcome, act, decision, appellant) ?? default;
        return rule is null ? ActTable.Refusal(act, state) : ActTable.Message(state, rule, advice);
    }

    /// <summary>As the other overload, of an act on an appeal in cassation.</summary>
    public static string? Refusal(Proceeding proceeding, Outcome outcome, CaseAct act, RemedyRow remedy, DateOnly? stayFrom = null)
    {
        var decision = proceeding.Decisions.Single(row => row.Id == remedy.DecisionId);
        var state = DecisionStates.Of(proceeding, outcome, decision);
        if (remedy.Kind != RemedyKind.Cassation)
        {
            return ActTable.Message(
                state, $"the Conseil d'État rules on appeals in cassation, and this remedy is {remedy.Kind} (CSP R.4126-48)", "name the appeal in cassation");
        }

        if (remedy.Outcome != CassationOutcome.Unspecified)
        {
            return ActTable.Message(
                state, $"the Conseil d'État ruled on this appeal in cassation on {remedy.OutcomeOn:yyyy-MM-dd}, and rules once (CJA L.821-1)", Other);
        }

        if (act == CaseAct.EndStay && !proceeding.Stays.Any(stay => stay.RemedyId == remedy.Id && stay.FromDay == stayFrom))
            return ActTable.Message(state, "no stay began on this day (CJA R.821-5)", "record the stay first, from its first day");
        // "Lorsque l'affaire fait l'objet d'un second pourvoi en cassation, le Conseil d'Etat statue définitivement."
        if (act == CaseAct.RemandInCassation && proceeding.FollowsRemand(decision))
        {
            return ActTable.Message(
                state, "on a second appeal in cassation the Conseil d'État rules for good and sends nothing back (CJA L.821-2)",
                "record the outcome annulled or rejected");
        }

        return ActTable.Refusal(act, state);
    }

    private static (string Rule, string Advice)? Unfit(Proceeding proceeding, Outcome outcome, CaseAct act, DecisionRow decision, Appellant appellant) =>
        act switch
        {
            CaseAct.Rectify when proceeding.Rectifications.Any(row => row.DecisionId == decision.Id) => ("it is corrected already (CJA R.741-11)", Other),
            CaseAct.Appeal or CaseAct.AnswerAppeal when !decision.IsFirstInstance => (
                "only a first-instance decision is appealed (CSP L.4122-3)", "record an appeal in cassation with RecordRemedy (CSP R.4126-48)"),
            CaseAct.Oppose or CaseAct.AnswerOpposition when !IsOpposable(proceeding, decision) => (
                "only a decision of the national chamber on appeal against a practitioner without written defence is opposed (CSP L.4126-4, R.4126-51, "
                + "R.4126-54)", "record another remedy"),
            CaseAct.GoToCassation or CaseAct.AnswerRemand when decision.IsFirstInstance => (
                "only a decision in last instance goes to the Conseil d'État (CSP R.4126-48)", "record an appeal with RecordAppeal"),
            CaseAct.AskRevision when outcome.Decision.Id == decision.Id && outcome.Terms.Sanction is not (Sanction.BanFromPractice or Sanction.Radiation) => (
                "only a ban from practice or a radiation is revised (CSP R.4126-53)", "check the id of the decision"),
            CaseAct.AnswerRevision when proceeding.AnswerTo(decision, DecisionKind.Revision) is not null
                || !proceeding.RemediesAgainst(decision, RemedyKind.Revision).Any() => (
                "no request for revision waits for a decision (CSP R.4126-54)", "record the request with RecordRemedy, or " + Other),
            // The remedy against the decision concerned goes first, though it was typed last.
            CaseAct.AnswerRemand when proceeding.IsOnRevision(decision) && decision.Outcome == DecisionOutcome.Upholds
                && ActTable.Refusal(CaseAct.AnswerRevision, DecisionStates.Of(proceeding, outcome, proceeding.RevisedBy(decision))) is not null => (
                "a request for revision is judged while its decision stands, final (CSP R.4126-53, R.4126-54)", "record first what its decision waits for"),
            _ when IsUsed(proceeding, act, decision, appellant) => (
                "this person has used this remedy against it, and has it once (CSP L.4122-3, L.4126-4, R.4126-54, CJA L.821-1)",
                "name another person, or " + Other),
            _ => null,
        };

    private static bool IsOpposable(Proceeding proceeding, DecisionRow decision) =>
        decision is { ByDefault: true, Kind: DecisionKind.Appeal or DecisionKind.Remand } && !proceeding.IsOnRevision(decision);

    private static bool IsUsed(Proceeding proceeding, CaseAct act, DecisionRow decision, Appellant appellant)
    {
        RemedyKind? kind = act switch
        {
            CaseAct.Appeal => RemedyKind.Appeal,
            CaseAct.Oppose => RemedyKind.Opposition,
            CaseAct.AskRevision => RemedyKind.Revision,
            CaseAct.GoToCassation => RemedyKind.Cassation,
            _ => null,
        };
        return kind is { } used && proceeding.RemediesAgainst(decision, used).Any(remedy => remedy.Appellant == appellant);
    }

    private static bool IsNational(Proceeding proceeding, CaseAct act, DecisionRow decision) => act switch
    {
        CaseAct.Notify or CaseAct.Rectify or CaseAct.AskRevision or CaseAct.AnswerRevision or CaseAct.AnswerRemand => !proceeding.IsOfFirstInstance(decision),
        _ => true,
    };
}
