using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Every fact about a case from its first decision on.</summary>
internal sealed record Proceeding
{
    public required string CaseId { get; init; }

    /// <summary>Of the case: each step raises it.</summary>
    public long Version { get; init; }
    public required string Rpps { get; init; }
    public required string Council { get; init; }
    public required string RegisterCouncil { get; init; }
    public required string Chamber { get; init; }

    /// <summary>The case comes from a complaint of somebody other than a body of the Order.</summary>
    public required bool HasAuthor { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<DecisionRow> Decisions { get; init; }
    public IReadOnlyList<NotificationRow> Notifications { get; init; } = [];
    public IReadOnlyList<RectificationRow> Rectifications { get; init; } = [];
    public IReadOnlyList<RemedyRow> Remedies { get; init; } = [];
    public IReadOnlyList<StayRow> Stays { get; init; } = [];
    public InsuranceRow? Insurance { get; init; }

    public DecisionRow First => Decisions.Single(decision => decision.IsFirstInstance);

    /// <summary>Null for a chamber of New Caledonia or French Polynesia: its own code counts (CSP R.4441-27), every appeal suspends (L.4441-10).</summary>
    public Territory? Seat => Chambers.SeatOf(Chamber);

    public DecisionRow? AnswerTo(DecisionRow decision, DecisionKind kind) =>
        Decisions.SingleOrDefault(answer => answer.Answers == decision.Id && answer.Kind == kind);

    public DecisionRow Answered(DecisionRow decision) => Decisions.Single(other => other.Id == decision.Answers);

    /// <summary>The decision whose sanction this one has: itself, the one that it upholds, or the one whose revision it rejects.</summary>
    public DecisionRow SourceOf(DecisionRow decision)
    {
        if (decision.Outcome != DecisionOutcome.Upholds)
            return decision;
        return SourceOf(decision.Kind == DecisionKind.Remand ? RevisedBy(decision) : Answered(decision));
    }

    /// <summary>The decision whose revision was asked. What judges the request again answers the annulled answer.</summary>
    public DecisionRow RevisedBy(DecisionRow decision)
    {
        while (decision.Kind == DecisionKind.Remand)
            decision = Answered(decision);
        return Answered(decision);
    }

    /// <summary>Answers a request for revision, or judges such a request again after a remand.</summary>
    public bool IsOnRevision(DecisionRow decision) =>
        decision.Kind == DecisionKind.Revision || (decision.Kind == DecisionKind.Remand && IsOnRevision(Answered(decision)));

    /// <summary>Of a chamber of first instance: its decision, or one on the revision of its decision.</summary>
    public bool IsOfFirstInstance(DecisionRow decision) => decision.IsFirstInstance || (IsOnRevision(decision) && IsOfFirstInstance(Answered(decision)));

    /// <summary>The last decision on the request to revise this one; null without one.</summary>
    public DecisionRow? RevisionOf(DecisionRow decision)
    {
        var answer = AnswerTo(decision, DecisionKind.Revision);
        while (answer is not null && AnswerTo(answer, DecisionKind.Remand) is { } again)
            answer = again;
        return answer;
    }

    /// <summary>The decision was taken after a remand, or contests or upholds one that was.</summary>
    public bool FollowsRemand(DecisionRow decision) =>
        decision.Kind == DecisionKind.Remand || (decision.Kind == DecisionKind.Opposition && FollowsRemand(Answered(decision)));

    public IEnumerable<RemedyRow> RemediesAgainst(DecisionRow decision, RemedyKind kind) =>
        Remedies.Where(remedy => remedy.DecisionId == decision.Id && remedy.Kind == kind);

    public IEnumerable<NotificationRow> NotificationsOf(DecisionRow decision) => Notifications.Where(row => row.DecisionId == decision.Id);
}
