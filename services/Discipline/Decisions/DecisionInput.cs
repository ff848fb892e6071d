using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class DecisionInput
{
    /// <summary>CSP L.4124-6, 4°: at most three years.</summary>
    private const int LongestBanFromPractice = 36;

    /// <summary>The law sets no limit to a temporary ban from functions: this bound only catches typing errors.</summary>
    private const int LongestBanFromFunctions = 600;

    public static (string RequestId, NewDecision Decision) Read(RecordDecisionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(Enum.IsDefined(request.FarthestResidence), "farthest_residence", "Send a residence of the contract, or none.");
        CheckSanction(violations, request.Sanction, request.DurationMonths, request.SuspendedMonths);
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        DateOnly? notifiedOn = request.NotifiedOn is null ? null : violations.Past(request.NotifiedOn, "notified_on", today);
        if (request.DecidedOn is not null && notifiedOn is not null)
            violations.Require(notifiedOn >= decidedOn, "notified_on", "Write a day that is not before decided_on.");
        var executesFrom = ExecutesFrom(violations, request.ExecutesFrom, decidedOn, request.DecidedOn is not null);
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
            DurationMonths = request.DurationMonths,
            SuspendedMonths = request.SuspendedMonths,
            DecidedOn = decidedOn,
            NotifiedOn = notifiedOn,
            ExecutesFrom = executesFrom,
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
        if (request.Outcome == DecisionOutcome.Upholds)
        {
            violations.Require(request.Sanction == Sanction.Unspecified, "sanction", "Leave it out: the sanction of the upheld decision stands.");
            violations.Require(request is { DurationMonths: 0, SuspendedMonths: 0 }, "duration_months", "Write 0: the sanction of the upheld decision stands.");
        }
        else
        {
            CheckSanction(violations, request.Sanction, request.DurationMonths, request.SuspendedMonths);
        }

        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        var executesFrom = ExecutesFrom(violations, request.ExecutesFrom, decidedOn, request.DecidedOn is not null);
        violations.ThrowIfAny();
        return (requestId, new NewDecision
        {
            Sanction = request.Sanction,
            DurationMonths = request.DurationMonths,
            SuspendedMonths = request.SuspendedMonths,
            DecidedOn = decidedOn,
            ExecutesFrom = executesFrom,
        });
    }

    private static DateOnly? ExecutesFrom(Violations violations, Protos.Common.V1.Date? asked, DateOnly decidedOn, bool isDated)
    {
        var from = violations.OptionalDate(asked, "executes_from");
        if (from is not null && isDated)
            violations.Require(from > decidedOn, "executes_from", "Write a day after decided_on, or leave it out.");
        return from;
    }

    private static void CheckSanction(Violations violations, Sanction sanction, int duration, int suspended)
    {
        violations.Require(Enum.IsDefined(sanction) && sanction != Sanction.Unspecified, "sanction", "Name the sanction of CSP L.4124-6, or acquittal.");
        var (shortest, longest, expected) = sanction switch
        {
            Sanction.BanFromPractice => (1, LongestBanFromPractice, "Write 1 to 36 months: a ban from practice is temporary (CSP L.4124-6, 4°)."),
            Sanction.BanFromFunctions => (0, LongestBanFromFunctions, "Write 1 to 600 months, or 0 for a permanent ban."),
            _ => (0, 0, "Write 0: this sanction has no duration."),
        };
        if (violations.Require(duration >= shortest && duration <= longest, "duration_months", expected))
            violations.Require(suspended >= 0 && suspended <= duration, "suspended_months", "Write 0 to duration_months.");
    }
}

internal sealed record NewDecision
{
    /// <summary>Empty for a decision that answers another.</summary>
    public string CaseId { get; init; } = "";
    public required Sanction Sanction { get; init; }
    public required int DurationMonths { get; init; }
    public required int SuspendedMonths { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public DateOnly? NotifiedOn { get; init; }
    public DateOnly? ExecutesFrom { get; init; }

    /// <summary>As a chamber told it whose own code counts.</summary>
    public DateOnly? LastDayOfAppeal { get; init; }
}
