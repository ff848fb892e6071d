using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Turns the facts of a case into its times before the chambers.</summary>
internal static class MatterRules
{
    /// <summary>A decision counts even when a death or an order is recorded too: the chamber has judged.</summary>
    public static Matter FirstInstance(FilingRow row)
    {
        var chamber = Chambers.Named(row.Chamber);
        if (row.DecidedOn is { } decided)
            return Matter.Judged(chamber, row.FiledOn, decided);
        if (row.EndedOn is { } ended)
            return Matter.Ended(chamber, row.FiledOn, row.EndKind == "Withdrawal" ? MatterEnd.Withdrawal : MatterEnd.Order, ended);
        return row.DiedOn is { } died ? Matter.Ended(chamber, row.FiledOn, MatterEnd.Death, died) : Matter.Pending(chamber, row.FiledOn);
    }

    /// <summary>Each time that the case was before the national chamber.</summary>
    /// <remarks>An opposition that is not answered when the Conseil d'État annuls the decision goes on as the remand; one that has replaced the decision left
    /// nothing to send back: see <see cref="OutcomeRules"/>.</remarks>
    public static IEnumerable<Matter> National(Proceeding proceeding, DateOnly? diedOn)
    {
        foreach (var decision in proceeding.Decisions)
        {
            if (decision.IsFirstInstance && LodgedOn(decision, RemedyKind.Appeal) is { } appealed)
                yield return Until(appealed, DecisionKind.Appeal, decision);

            var opposed = LodgedOn(decision, RemedyKind.Opposition);
            var answer = proceeding.AnswerTo(decision, DecisionKind.Opposition);
            var remanded = proceeding.RemediesAgainst(decision, RemedyKind.Cassation)
                .FirstOrDefault(remedy => remedy.Outcome == CassationOutcome.Remanded)?.OutcomeOn;
            var isMerged = opposed is not null && answer is null && remanded is not null;
            if (opposed is { } day && !isMerged)
                yield return Until(day, DecisionKind.Opposition, decision);
            if (remanded is { } back && answer?.Outcome != DecisionOutcome.Replaces)
                yield return Until(isMerged && opposed < back ? opposed!.Value : back, DecisionKind.Remand, decision);
        }

        DateOnly? LodgedOn(DecisionRow decision, RemedyKind kind) =>
            proceeding.RemediesAgainst(decision, kind).Min(remedy => (DateOnly?)remedy.LodgedOn);

        Matter Until(DateOnly entered, DecisionKind kind, DecisionRow decision)
        {
            if (proceeding.AnswerTo(decision, kind) is { } answer)
                return Matter.Judged(proceeding.Chamber, entered, answer.DecidedOn);
            return diedOn is { } died ? Matter.Ended(proceeding.Chamber, entered, MatterEnd.Death, died) : Matter.Pending(proceeding.Chamber, entered);
        }
    }
}
