using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Every fact about a case from its first decision on.</summary>
internal sealed record Proceeding
{
    public required string CaseId { get; init; }
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

    /// <summary>The decision whose sanction this one has: itself, or the one that it upholds.</summary>
    public DecisionRow SourceOf(DecisionRow decision) => decision.Outcome == DecisionOutcome.Upholds
        ? SourceOf(Decisions.Single(other => other.Id == decision.Answers))
        : decision;

    public IEnumerable<RemedyRow> RemediesAgainst(DecisionRow decision, RemedyKind kind) =>
        Remedies.Where(remedy => remedy.DecisionId == decision.Id && remedy.Kind == kind);

    public IEnumerable<NotificationRow> NotificationsOf(DecisionRow decision) => Notifications.Where(row => row.DecisionId == decision.Id);
}
