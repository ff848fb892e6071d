namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>States of a decision in which each act is possible, and the rule for it. The articles are those of the CSP in the wordings of
/// decisions.proto and remedies.proto.</summary>
internal static class ActTable
{
    private static readonly DecisionState[] Every = Enum.GetValues<DecisionState>();

    private static readonly Dictionary<CaseAct, (string Rule, DecisionState[] States)> Rows = new()
    {
        // A letter is a fact, whatever became of the decision.
        [CaseAct.Notify] = ("the chamber that decided notifies its decision (CSP R.4126-33, R.4126-46)", Every),
        [CaseAct.Rectify] = (
            "only a decision that stands is corrected (CJA R.741-11)",
            [DecisionState.Running, DecisionState.Untold, DecisionState.Final, DecisionState.Appealed, DecisionState.Opposed, DecisionState.Rejecting]),
        [CaseAct.Appeal] = (
            "an appeal contests a first-instance decision before the national chamber has ruled (CSP L.4122-3, VI)",
            // Final: an appeal that was lodged in time and typed late.
            [DecisionState.Running, DecisionState.Final, DecisionState.Appealed]),
        [CaseAct.Oppose] = (
            "an opposition contests a national decision by default that stands (CSP L.4126-4, R.4126-49)", [DecisionState.Untold, DecisionState.Final]),
        [CaseAct.AskRevision] = ("the revision of a final decision that stands is asked (CSP R.4126-53)", [DecisionState.Final]),
        [CaseAct.GoToCassation] = (
            "an appeal in cassation contests a decision in last instance that stands (CSP R.4126-48, CJA L.821-1)",
            [DecisionState.Untold, DecisionState.Final, DecisionState.Opposed, DecisionState.Rejecting]),
        [CaseAct.AnswerAppeal] = ("the national chamber rules once on appeals, which are recorded (CSP L.4122-3)", [DecisionState.Appealed]),
        [CaseAct.AnswerOpposition] = ("the national chamber rules on an opposition that is recorded (CSP R.4126-49, R.4126-50)", [DecisionState.Opposed]),
        [CaseAct.AnswerRevision] = (
            "a request for revision is judged while its decision stands (CSP R.4126-54)", [DecisionState.Running, DecisionState.Untold, DecisionState.Final]),
        [CaseAct.AnswerRemand] = ("a chamber judges again only what the Conseil d'État sent back (CJA L.821-2)", [DecisionState.Remanded]),
        [CaseAct.Stay] = (
            "a decision that stands is stayed (CJA R.821-5)", [DecisionState.Untold, DecisionState.Final, DecisionState.Opposed, DecisionState.Upheld]),
        [CaseAct.EndStay] = ("a stay may end at any time (CJA R.821-5)", Every),
        // Without object, or withdrawn, when the decision no longer stands.
        [CaseAct.RejectCassation] = ("the Conseil d'État rules once on an appeal in cassation (CJA L.821-1)", Every),
        [CaseAct.RemandInCassation] = ("the Conseil d'État annuls a decision that stands (CJA L.821-2): it rejects an appeal without object", Annullable),
        [CaseAct.AnnulInCassation] = ("the Conseil d'État annuls a decision that stands (CJA L.821-2): it rejects an appeal without object", Annullable),
    };

    private static DecisionState[] Annullable =>
        [DecisionState.Untold, DecisionState.Final, DecisionState.Opposed, DecisionState.Upheld, DecisionState.Rejecting];

    /// <summary>Null when the act is possible in the state, else a message for the caller.</summary>
    public static string? Refusal(CaseAct act, DecisionState state)
    {
        var (rule, states) = Rows[act];
        return states.Contains(state) ? null : Message(state, rule, Advice(state));
    }

    /// <summary>One form for all refusals: state, rule, what to do.</summary>
    public static string Message(DecisionState state, string rule, string advice) => $"The decision {DecisionStates.Words(state)}: {rule}. To go on, {advice}.";

    public static string Advice(DecisionState state) => state switch
    {
        DecisionState.Running => "record an appeal, or wait for the end of its time",
        DecisionState.Untold => "record the notification to the practitioner, or a remedy of this decision",
        DecisionState.Final => "record the remedy first with RecordAppeal or RecordRemedy",
        DecisionState.Appealed => "record the decision on the appeal with RecordFurtherDecision",
        DecisionState.Opposed => "record the decision on the opposition with RecordFurtherDecision",
        DecisionState.Upheld or DecisionState.Replaced or DecisionState.Void => "name the decision that stands, which GetProceedings shows",
        DecisionState.Remanded => "record the decision after the remand with RecordFurtherDecision",
        DecisionState.Annulled => "read the case again with GetProceedings: nothing is left to judge",
        _ => "name the decision whose revision was asked",
    };
}
