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

    public static (string RequestId, string CaseId, NewDecision Decision) Read(RecordDecisionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(
            Enum.IsDefined(request.Sanction) && request.Sanction != Sanction.Unspecified, "sanction", "Name the sanction of CSP L.4124-6, or acquittal.");
        violations.Require(Enum.IsDefined(request.FarthestResidence), "farthest_residence", "Send a residence of the contract, or none.");
        CheckDuration(violations, request);
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        var notifiedOn = violations.Past(request.NotifiedOn, "notified_on", today);
        if (request.DecidedOn is not null && request.NotifiedOn is not null)
            violations.Require(notifiedOn >= decidedOn, "notified_on", "Write a day that is not before decided_on.");
        violations.ThrowIfAny();
        return (requestId, caseId, new NewDecision
        {
            Sanction = request.Sanction,
            DurationMonths = request.DurationMonths,
            SuspendedMonths = request.SuspendedMonths,
            DecidedOn = decidedOn,
            NotifiedOn = notifiedOn,
        });
    }

    private static void CheckDuration(Violations violations, RecordDecisionRequest request)
    {
        var (shortest, longest, expected) = request.Sanction switch
        {
            Sanction.BanFromPractice => (1, LongestBanFromPractice, "Write 1 to 36 months: a ban from practice is temporary (CSP L.4124-6, 4°)."),
            Sanction.BanFromFunctions => (0, LongestBanFromFunctions, "Write 1 to 600 months, or 0 for a permanent ban."),
            _ => (0, 0, "Write 0: this sanction has no duration."),
        };
        if (violations.Require(request.DurationMonths >= shortest && request.DurationMonths <= longest, "duration_months", expected))
        {
            violations.Require(
                request.SuspendedMonths >= 0 && request.SuspendedMonths <= request.DurationMonths, "suspended_months", "Write 0 to duration_months.");
        }
    }
}

internal sealed record NewDecision
{
    public required Sanction Sanction { get; init; }
    public required int DurationMonths { get; init; }
    public required int SuspendedMonths { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public required DateOnly NotifiedOn { get; init; }
}
