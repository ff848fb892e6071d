using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class FitnessInput
{
    private const int LongestName = 200;
    private const int LongestText = 10_000;
    private const int LongestReport = 20_000;
    private const int LongestTraining = 2_000;
    private const int LongestPart = 200;

    /// <summary>Not a rule of law: catches typing errors.</summary>
    private const int MostDaysAhead = 366;

    /// <summary>Since the present wording of R.4124-3 and R.4124-3-5.</summary>
    private static readonly DateOnly Earliest = new(2020, 1, 1);

    /// <summary>The row has no council and no deadlines yet.</summary>
    public static (string RequestId, ProcedureRow Row, FitnessKind Kind, string Grounds) Read(
        OpenFitnessProcedureRequest request, DateOnly today, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        violations.Require(Enum.IsDefined(request.Kind) && request.Kind != FitnessKind.Unspecified, "kind", "Write what is alleged.");
        violations.Require(
            Enum.IsDefined(request.SeisedBy) && request.SeisedBy != FitnessAuthority.Unspecified, "seised_by", "Write which authority seised the formation.");
        var receivedOn = violations.Past(request.ReceivedOn, "received_on", today);
        violations.Require(request.ReceivedOn is null || receivedOn >= Earliest, "received_on", "Write a day since 2020.");
        var grounds = violations.Lines(request.Grounds, "grounds", LongestText);
        string? emergency = null;
        if (request.EmergencySuspensionId.Length > 0)
        {
            emergency = violations.Uuid(request.EmergencySuspensionId, "emergency_suspension_id");
            violations.Require(
                request.SeisedBy == FitnessAuthority.HealthAgency, "seised_by",
                "Write HEALTH_AGENCY: it seises the formation after an emergency suspension (CSP L.4113-14).");
        }

        violations.ThrowIfAny();
        var row = new ProcedureRow { Rpps = request.Rpps, SeisedBy = request.SeisedBy.ToString(), ReceivedOn = receivedOn, EmergencyId = emergency };
        return (requestId, row, request.Kind, grounds);
    }

    public static (string RequestId, ExpertRow Row, SealedExpert Content) Read(NameFitnessExpertRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        violations.Require(
            Enum.IsDefined(request.Place) && request.Place != FitnessExpertPlace.Unspecified, "place", "Write which of the three experts it is.");
        var namedOn = violations.Past(request.NamedOn, "named_on", today);
        var name = violations.Text(request.Name, "name", LongestName);
        violations.ThrowIfAny();
        var row = new ExpertRow { ProcedureId = id, Place = (int)request.Place, NamedOn = namedOn, ByCourt = request.ByCourt };
        return (requestId, row, new SealedExpert(name, request.SameSpecialty, request.Teaches));
    }

    /// <summary>The row has no number yet.</summary>
    public static (string RequestId, ReportRow Row, SealedReport Content) Read(RecordFitnessReportRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        var receivedOn = violations.Past(request.ReceivedOn, "received_on", today);
        var text = violations.Lines(request.Text, "text", LongestReport);
        DateOnly[] summonedOn = [.. request.SummonedOn.Select((day, index) => violations.Past(day, $"summoned_on[{index}]", today))];
        if (!violations.Any)
        {
            violations.Require(
                request.Absent ? summonedOn is [var first, var second] && first < second && second <= receivedOn : summonedOn.Length == 0, "summoned_on",
                request.Absent
                    ? "Write the days of the two summonses, the earlier first, none after received_on (CSP R.4124-3, IV)."
                    : "Leave it out: only a report of absence has them.");
        }

        violations.ThrowIfAny();
        return (requestId, new ReportRow { ProcedureId = id, ReceivedOn = receivedOn }, new SealedReport(request.Absent, summonedOn, text));
    }

    public static (string RequestId, string Id, DateOnly SessionOn) Read(FixFitnessSessionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        var sessionOn = violations.Date(request.SessionOn, "session_on");
        violations.Require(sessionOn <= today.AddDays(MostDaysAhead), "session_on", "Write a day at most one year ahead.");
        violations.ThrowIfAny();
        return (requestId, id, sessionOn);
    }

    public static (string RequestId, string Id, DateOnly SummonedOn) Read(RecordFitnessSummonsRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        var summonedOn = violations.Past(request.SummonedOn, "summoned_on", today);
        violations.ThrowIfAny();
        return (requestId, id, summonedOn);
    }

    /// <summary>The ruling has no formation yet; its days and its part are read when it is a suspension that goes into the register.</summary>
    public static (string RequestId, RulingRow Row, SealedRuling Content, string Ground) Read(DecideFitnessProcedureRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        var part = violations.OptionalText(request.Part, "part", LongestPart);
        var training = violations.OptionalLines(request.Training, "training", LongestTraining);
        var ground = violations.Lines(request.Ground, "ground", LongestText);
        if (!request.Suspends)
        {
            violations.Require(request.EffectiveOn is null, "effective_on", "Leave it out: nobody is suspended.");
            violations.Require(request.EndsOn is null, "ends_on", "Leave it out: nobody is suspended.");
            violations.Require(part.Length == 0, "part", "Leave it out: nobody is suspended.");
            violations.Require(training.Length == 0, "training", "Leave it out: nobody is suspended.");
        }

        violations.ThrowIfAny();
        var row = new RulingRow { ProcedureId = id, DecidedOn = decidedOn, MembersPresent = request.MembersPresent, Suspends = request.Suspends };
        return (requestId, row, new SealedRuling(part, training, Presumed: false), ground);
    }

    public static (string RequestId, string Id, DateOnly LodgedOn, DateOnly? NotifiedOn) Read(LodgeFitnessAppealRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        violations.Require(
            Enum.IsDefined(request.Appellant) && request.Appellant != SuspensionAppellant.Unspecified, "appellant", "Write who appeals.");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", today);
        var notifiedOn = violations.OptionalDate(request.NotifiedOn, "notified_on");
        if (!violations.Any)
            violations.Require(!(notifiedOn > lodgedOn), "notified_on", "Write a day that is not after lodged_on.");
        violations.ThrowIfAny();
        return (requestId, id, lodgedOn, notifiedOn);
    }

    public static (string RequestId, string Id, DateOnly ClosedOn) Read(CloseFitnessProcedureRequest request, DateOnly today)
    {
        var violations = new Violations();
        var (requestId, id) = Ids(violations, request.RequestId, request.ProcedureId);
        var closedOn = violations.Past(request.ClosedOn, "closed_on", today);
        violations.Require(Enum.IsDefined(request.Closure) && request.Closure != FitnessClosure.Unspecified, "closure", "Write why it is closed.");
        violations.ThrowIfAny();
        return (requestId, id, closedOn);
    }

    public static string Id(string procedureId)
    {
        var violations = new Violations();
        var id = violations.Uuid(procedureId, "procedure_id");
        violations.ThrowIfAny();
        return id;
    }

    private static (string RequestId, string Id) Ids(Violations violations, string requestId, string procedureId) =>
        (violations.RequestId(requestId), violations.Uuid(procedureId, "procedure_id"));
}
