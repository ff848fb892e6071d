using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>Acts that the articles admit on a case, from <see cref="Oracle.Line"/>. The product asks for the state of each decision instead.</summary>
internal static class ActOracle
{
    private static readonly CaseAct[] OnCassation =
        [CaseAct.Stay, CaseAct.EndStay, CaseAct.RejectCassation, CaseAct.RemandInCassation, CaseAct.AnnulInCassation];

    /// <summary>Every act on every decision, by both persons who appeal in the model, and on every remedy.</summary>
    public static IEnumerable<Asked> Acts(CaseFacts facts) =>
    [
        .. from decision in facts.Decisions
           from act in Enum.GetValues<CaseAct>().Except(OnCassation)
           from appellant in act == CaseAct.Appeal ? new[] { Appellant.Practitioner, Appellant.Council } : [Appellant.Practitioner]
           select new Asked(act, decision, appellant, null),
        .. from remedy in facts.Proceeding.Remedies
           from act in OnCassation
           select new Asked(act, facts.Decisions.Single(row => row.Id == remedy.DecisionId), remedy.Appellant, remedy),
    ];

    public static bool May(CaseFacts facts, Asked asked)
    {
        var line = Oracle.Line(facts);
        var decision = asked.Decision;
        var stands = line.Count > 0 && line[^1] == decision;
        var rejects = IsOnRevision(facts, decision) && decision.Outcome == DecisionOutcome.Upholds && !IsAnnulled(facts, decision)
            && Answer(facts, decision, DecisionKind.Remand) is null;
        return asked.Act switch
        {
            CaseAct.Notify => true,
            CaseAct.Rectify => (stands || rejects) && facts.Proceeding.Rectifications.All(row => row.DecisionId != decision.Id),
            CaseAct.Appeal => decision.IsFirstInstance && stands && !Has(facts, decision, RemedyKind.Appeal, asked.Appellant),
            CaseAct.Oppose => decision is { ByDefault: true, Kind: DecisionKind.Appeal or DecisionKind.Remand } && stands
                && !IsOnRevision(facts, decision) && !Has(facts, decision, RemedyKind.Opposition),
            CaseAct.AskRevision => stands && Oracle.FinalOn(facts) is not null && line[0].Sanction is Sanction.BanFromPractice or Sanction.Radiation
                && !Has(facts, decision, RemedyKind.Revision),
            CaseAct.GoToCassation => !decision.IsFirstInstance && (stands || rejects) && !Has(facts, decision, RemedyKind.Cassation),
            CaseAct.AnswerAppeal => stands && Has(facts, decision, RemedyKind.Appeal),
            CaseAct.AnswerOpposition => stands && Has(facts, decision, RemedyKind.Opposition),
            CaseAct.AnswerRevision => stands && Has(facts, decision, RemedyKind.Revision) && Answer(facts, decision, DecisionKind.Revision) is null
                && !Has(facts, decision, RemedyKind.Appeal) && !Has(facts, decision, RemedyKind.Opposition),
            CaseAct.AnswerRemand => Has(facts, decision, CassationOutcome.Remanded) && Answer(facts, decision, DecisionKind.Remand) is null
                && (!IsOnRevision(facts, decision) || decision.Outcome != DecisionOutcome.Upholds || MayRevise(facts, line, decision)),
            _ => asked.Remedy is { Kind: RemedyKind.Cassation, Outcome: CassationOutcome.Unspecified }
                && MayInCassation(facts, asked, line.Contains(decision), rejects),
        };
    }

    private static bool MayInCassation(CaseFacts facts, Asked asked, bool lives, bool rejects) => asked.Act switch
    {
        CaseAct.Stay => lives,
        CaseAct.EndStay => facts.Proceeding.Stays.Any(stay => stay.RemedyId == asked.Remedy!.Id),
        CaseAct.RejectCassation => true,
        // The Conseil d'État sends back once (CJA L.821-2).
        CaseAct.RemandInCassation => (lives || rejects) && !IsAfterRemand(facts, asked.Decision),
        _ => lives || rejects,
    };

    private static bool IsAfterRemand(CaseFacts facts, DecisionRow decision) => decision.Kind == DecisionKind.Remand
        || (decision.Kind == DecisionKind.Opposition && facts.Decisions.Single(row => row.Id == decision.Answers).Kind == DecisionKind.Remand);

    /// <summary>The decision concerned stands, and no appeal or opposition takes its force away.</summary>
    private static bool MayRevise(CaseFacts facts, IReadOnlyList<DecisionRow> line, DecisionRow decision)
    {
        while (decision.Kind == DecisionKind.Remand)
            decision = facts.Decisions.Single(row => row.Id == decision.Answers);
        return line.Count > 0 && line[^1].Id == decision.Answers
            && !Has(facts, line[^1], RemedyKind.Appeal) && !Has(facts, line[^1], RemedyKind.Opposition);
    }

    private static bool IsOnRevision(CaseFacts facts, DecisionRow decision)
    {
        while (decision.Kind == DecisionKind.Remand)
            decision = facts.Decisions.Single(row => row.Id == decision.Answers);
        return decision.Kind == DecisionKind.Revision;
    }

    private static DecisionRow? Answer(CaseFacts facts, DecisionRow decision, DecisionKind kind) =>
        facts.Decisions.SingleOrDefault(row => row.Answers == decision.Id && row.Kind == kind);

    private static bool IsAnnulled(CaseFacts facts, DecisionRow decision) =>
        Has(facts, decision, CassationOutcome.Remanded) || Has(facts, decision, CassationOutcome.Annulled);

    private static bool Has(CaseFacts facts, DecisionRow decision, CassationOutcome outcome) =>
        facts.Proceeding.Remedies.Any(row => row.DecisionId == decision.Id && row.Outcome == outcome);

    private static bool Has(CaseFacts facts, DecisionRow decision, RemedyKind kind, Appellant? appellant = null) =>
        facts.Proceeding.Remedies.Any(row => row.DecisionId == decision.Id && row.Kind == kind && (appellant is null || row.Appellant == appellant));
}

/// <param name="Remedy">Of an act on an appeal in cassation; of a remedy of another kind the act is refused.</param>
internal sealed record Asked(CaseAct Act, DecisionRow Decision, Appellant Appellant, RemedyRow? Remedy)
{
    public override string ToString() => $"{Act} on {Remedy?.Id ?? Decision.Id} by {Appellant}";
}
