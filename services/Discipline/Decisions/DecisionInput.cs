using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class DecisionInput
{
    public static (string RequestId, NewDecision Decision) Read(RecordDecisionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(Enum.IsDefined(request.FarthestResidence), "farthest_residence", "Send a residence of the contract, or none.");
        var periods = BanPeriods.Read(
            violations, request.Sanction, new BanPart(request.DurationYears, request.DurationMonths, request.DurationDays),
            new BanPart(request.SuspendedYears, request.SuspendedMonths, request.SuspendedDays));
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        DateOnly? notifiedOn = request.NotifiedOn is null ? null : violations.Past(request.NotifiedOn, "notified_on", today);
        if (request.DecidedOn is not null && notifiedOn is not null)
            violations.Require(notifiedOn >= decidedOn, "notified_on", "Write a day that is not before decided_on.");
        var executesFrom = ExecutesFrom(violations, request.ExecutesFrom, decidedOn, request.DecidedOn is not null);
        var executesUntil = ExecutesUntil(violations, request.ExecutesUntil, executesFrom);
        if (executesFrom is { } from && executesUntil is { } until)
            CheckLast(violations, until, BanPeriods.Latest(from, periods.Duration, periods.Firm));
        if (request.RevokedDecisionId.Length > 0)
        {
            violations.Uuid(request.RevokedDecisionId, "revoked_decision_id");
            violations.Require(
                request.Sanction is Sanction.BanFromFunctions or Sanction.BanFromPractice, "revoked_decision_id",
                "Leave it empty: only a ban makes the suspended part of an earlier sanction enforceable (CSP L.4124-6).");
        }

        var lastDay = violations.OptionalDate(request.LastDayOfAppeal, "last_day_of_appeal");
        if (lastDay is not null)
            violations.Require(lastDay > notifiedOn, "last_day_of_appeal", "Write a day after notified_on, or leave it out.");
        violations.ThrowIfAny();
        return (requestId, new NewDecision
        {
            CaseId = caseId,
            Sanction = request.Sanction,
            Periods = periods,
            DecidedOn = decidedOn,
            NotifiedOn = notifiedOn,
            ExecutesFrom = executesFrom,
            ExecutesUntil = executesUntil,
            LastDayOfAppeal = lastDay,
        });
    }

    public static (string RequestId, NewDecision Decision) Read(RecordFurtherDecisionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Uuid(request.DecisionId, "decision_id");
        violations.Require(
            Enum.IsDefined(request.Kind) && request.Kind is not (DecisionKind.Unspecified or DecisionKind.FirstInstance), "kind",
            "Say what it answers: appeal, opposition, revision or remand.");
        violations.Require(
            request.Outcome is DecisionOutcome.Upholds or DecisionOutcome.Replaces, "outcome", "Write whether it upholds or replaces the other decision.");
        var periods = BanPeriods.None;
        if (request.Outcome == DecisionOutcome.Upholds)
        {
            violations.Require(request.Sanction == Sanction.Unspecified, "sanction", "Leave it out: the sanction of the upheld decision stands.");
            violations.Require(
                request is { DurationYears: 0, DurationMonths: 0, DurationDays: 0, SuspendedYears: 0, SuspendedMonths: 0, SuspendedDays: 0 }, "duration_months",
                "Write 0: the sanction of the upheld decision stands.");
        }
        else
        {
            periods = BanPeriods.Read(
                violations, request.Sanction, new BanPart(request.DurationYears, request.DurationMonths, request.DurationDays),
                new BanPart(request.SuspendedYears, request.SuspendedMonths, request.SuspendedDays));
        }

        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        var executesFrom = ExecutesFrom(violations, request.ExecutesFrom, decidedOn, request.DecidedOn is not null);
        var executesUntil = ExecutesUntil(violations, request.ExecutesUntil, executesFrom);
        if (request.Outcome != DecisionOutcome.Upholds && executesFrom is { } from && executesUntil is { } until)
            CheckLast(violations, until, BanPeriods.Latest(from, periods.Duration, periods.Firm));
        violations.ThrowIfAny();
        return (requestId, new NewDecision
        {
            Sanction = request.Sanction,
            Periods = periods,
            DecidedOn = decidedOn,
            ExecutesFrom = executesFrom,
            ExecutesUntil = executesUntil,
        });
    }

    /// <param name="latest">Null when the sanction has no temporary firm part.</param>
    public static void CheckLast(Violations violations, DateOnly until, DateOnly? latest) => violations.Require(
        until <= latest, "executes_until",
        latest is { } day ? $"Write a day up to {day:yyyy-MM-dd}, the last of the firm part." : "Leave it out: the sanction has no firm part that ends.");

    private static DateOnly? ExecutesFrom(Violations violations, Protos.Common.V1.Date? asked, DateOnly decidedOn, bool isDated)
    {
        var from = violations.OptionalDate(asked, "executes_from");
        if (from is not null && isDated)
            violations.Require(from > decidedOn, "executes_from", "Write a day after decided_on, or leave it out.");
        return from;
    }

    private static DateOnly? ExecutesUntil(Violations violations, Protos.Common.V1.Date? asked, DateOnly? from)
    {
        var until = violations.OptionalDate(asked, "executes_until");
        if (until is not null)
            violations.Require(from is not null && until >= from, "executes_until", "Write it with executes_from, and not before it; or leave it out.");
        return until;
    }
}

internal sealed record NewDecision
{
    /// <summary>Empty for a decision that answers another.</summary>
    public string CaseId { get; init; } = "";
    public required Sanction Sanction { get; init; }
    public required BanPeriods Periods { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public DateOnly? NotifiedOn { get; init; }
    public DateOnly? ExecutesFrom { get; init; }
    public DateOnly? ExecutesUntil { get; init; }

    /// <summary>As a chamber told it whose own code counts.</summary>
    public DateOnly? LastDayOfAppeal { get; init; }
}
