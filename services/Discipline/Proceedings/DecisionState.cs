using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>State of one decision of a case.</summary>
internal enum DecisionState
{
    /// <summary>First instance; the time to appeal runs.</summary>
    Running,

    /// <summary>National, or on a revision; the practitioner is not notified.</summary>
    Untold,
    Final,
    Appealed,
    Opposed,

    /// <summary>A later decision upholds it, and lives.</summary>
    Upheld,
    Replaced,

    /// <summary>Null and void by a revision (CSP R.4126-54).</summary>
    Void,
    Remanded,

    /// <summary>Annulled for good, or fallen with the decision that it upholds.</summary>
    Annulled,

    /// <summary>Rejects a request for revision: the decision concerned stands.</summary>
    Rejecting,
}

internal static class DecisionStates
{
    public static DecisionState Of(Proceeding proceeding, Outcome outcome, DecisionRow decision)
    {
        if (outcome.Decision.Id == decision.Id)
            return OutcomeRules.IsAnnulled(proceeding, decision) ? DecisionState.Annulled : Standing(outcome.State);
        if (proceeding.AnswerTo(decision, DecisionKind.Remand) is not null)
            return DecisionState.Replaced;
        if (proceeding.IsOnRevision(decision) && decision.Outcome == DecisionOutcome.Upholds)
            return Rejecting(proceeding, decision);
        if (proceeding.AnswerTo(decision, DecisionKind.Opposition) is { Outcome: DecisionOutcome.Replaces })
            return DecisionState.Replaced;
        if (OutcomeRules.Upheld(proceeding, decision).Any(row => CassationOf(proceeding, row) != CassationOutcome.Unspecified))
            return DecisionState.Annulled;
        if (proceeding.RevisionOf(decision) is { Outcome: DecisionOutcome.Replaces })
            return DecisionState.Void;
        var answer = proceeding.AnswerTo(decision, DecisionKind.Appeal) ?? proceeding.AnswerTo(decision, DecisionKind.Opposition);
        return answer is { Outcome: DecisionOutcome.Upholds } && Lives(Of(proceeding, outcome, answer)) ? DecisionState.Upheld : DecisionState.Replaced;
    }

    /// <summary>Completes the sentence "The decision …".</summary>
    public static string Words(DecisionState state) => state switch
    {
        DecisionState.Running => "is not final: its time to appeal runs",
        DecisionState.Untold => "is not final: the practitioner is not notified of it",
        DecisionState.Final => "is final and stands",
        DecisionState.Appealed => "is appealed, and the appeal is not decided",
        DecisionState.Opposed => "is opposed, and the opposition is not decided",
        DecisionState.Upheld => "was upheld by a later decision, which stands in its place",
        DecisionState.Replaced => "no longer stands: a later decision has taken its place",
        DecisionState.Void => "no longer stands: a revision has declared it null and void",
        DecisionState.Remanded => "no longer stands: the Conseil d'État annulled it and sent the case back",
        DecisionState.Annulled => "no longer stands: the Conseil d'État annulled it, or one that it upholds",
        _ => "rejects a request for revision, and the decision concerned stands",
    };

    private static DecisionState Standing(CaseStatus status) => status switch
    {
        CaseStatus.Decided => DecisionState.Running,
        CaseStatus.NationallyDecided => DecisionState.Untold,
        CaseStatus.Appealed => DecisionState.Appealed,
        CaseStatus.Opposed => DecisionState.Opposed,
        CaseStatus.Remanded => DecisionState.Remanded,
        _ => DecisionState.Final,
    };

    private static DecisionState Rejecting(Proceeding proceeding, DecisionRow decision) => CassationOf(proceeding, decision) switch
    {
        CassationOutcome.Remanded => DecisionState.Remanded,
        CassationOutcome.Annulled => DecisionState.Annulled,
        _ => DecisionState.Rejecting,
    };

    /// <summary>Outcome by which the Conseil d'État struck the decision; unspecified when it did not.</summary>
    private static CassationOutcome CassationOf(Proceeding proceeding, DecisionRow decision) => proceeding.RemediesAgainst(decision, RemedyKind.Cassation)
        .Select(remedy => remedy.Outcome).FirstOrDefault(outcome => outcome is CassationOutcome.Remanded or CassationOutcome.Annulled);

    private static bool Lives(DecisionState state) =>
        state is DecisionState.Untold or DecisionState.Final or DecisionState.Opposed or DecisionState.Upheld;
}
