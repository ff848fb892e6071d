using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class SuspensionInput
{
    private const int LongestPart = 200;
    private const int LongestGround = 10_000;
    private const int MostDaysAhead = 366;

    /// <summary>The year of the decree of 26 May 2014, which wrote the present articles.</summary>
    private static readonly DateOnly Earliest = new(2014, 1, 1);

    /// <summary>The row has no id yet; the longest duration is given for an emergency only.</summary>
    public static (string RequestId, SuspensionRow Row, string Ground, TimeLimit? Longest) Read(
        RecordSuspensionRequest request, string council, DateOnly today, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        violations.Require(
            Enum.IsDefined(request.Kind) && request.Kind != SuspensionKind.Unspecified, "kind", "Write the article under which it was pronounced.");
        var part = violations.OptionalText(request.Part, "part", LongestPart);
        if (request.Kind != SuspensionKind.Insufficiency)
            violations.Require(part.Length == 0, "part", "Leave it out: only insufficiency suspends a part of practice (CSP R.4124-3-5).");
        var from = violations.Date(request.EffectiveOn, "effective_on");
        if (from != DateOnly.MinValue)
            violations.Require(from >= Earliest && from <= today.AddDays(MostDaysAhead), "effective_on", "Write a day since 2014 and at most one year ahead.");
        var longest = request.Kind == SuspensionKind.Emergency && from >= Earliest ? TimeLimits.Compute(LegalRules.EmergencySuspension, from) : null;
        var requestedOn = violations.OptionalDate(request.RequestedOn, "requested_on");
        var decidedOn = violations.OptionalDate(request.DecidedOn, "decided_on");
        CheckProcedure(violations, request.Kind == SuspensionKind.Emergency, requestedOn, decidedOn ?? from, from, today);
        // L.4113-14: with its own maximum, or with the time of the national body to rule.
        var national = longest is null || violations.Any ? null : SuspensionLimits.NationalRuling(requestedOn, council);
        var ending = national is not null && national.LastDay < longest!.LastDay ? national : longest;
        var until = ending is null ? violations.Date(request.EndsOn, "ends_on") : violations.OptionalDate(request.EndsOn, "ends_on") ?? ending.LastDay;
        CheckPeriod(violations, from, until, ending);
        var ground = violations.Lines(request.Ground, "ground", LongestGround);
        violations.ThrowIfAny();
        var row = new SuspensionRow
        {
            Version = 1,
            Rpps = request.Rpps,
            Kind = request.Kind.ToString(),
            Part = part,
            EffectiveOn = from,
            EndsOn = until,
            RequestedOn = requestedOn,
            DecidedOn = decidedOn,
        };
        return (requestId, row, ground, longest);
    }

    public static (string RequestId, string Id, DateOnly EndsOn, string Ground) Read(RenewSuspensionRequest request)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        var until = violations.Date(request.EndsOn, "ends_on");
        var ground = violations.Lines(request.Ground, "ground", LongestGround);
        violations.ThrowIfAny();
        return (requestId, id, until, ground);
    }

    public static (string RequestId, string Id, LiftTerms Lift) Read(LiftSuspensionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        var on = violations.Date(request.LiftedOn, "lifted_on");
        violations.Require(on <= today, "lifted_on", "Write a day that is not in the future.");
        violations.Require(Enum.IsDefined(request.Ground), "ground", "Write a ground of the contract, or none.");
        var askedOn = violations.OptionalDate(request.ExpertiseAskedOn, "expertise_asked_on");
        var expertiseOn = violations.OptionalDate(request.ExpertiseOn, "expertise_on");
        var trainingOn = violations.OptionalDate(request.TrainingProvenOn, "training_proven_on");
        violations.ThrowIfAny();
        return (requestId, id, new LiftTerms(on, request.Ground, askedOn, expertiseOn, trainingOn));
    }

    /// <summary>The health agency seises the Order after its own decision; in the other cases the request comes first.</summary>
    private static void CheckProcedure(Violations violations, bool emergency, DateOnly? requestedOn, DateOnly decidedOn, DateOnly from, DateOnly today)
    {
        if (from == DateOnly.MinValue)
            return;
        violations.Require(decidedOn <= from, "decided_on", "Write a day that is not after effective_on.");
        if (requestedOn is not { } requested)
            return;
        violations.Require(requested <= today && requested >= Earliest, "requested_on", "Write a day since 2014 that is not in the future.");
        violations.Require(
            emergency ? requested >= decidedOn : requested <= decidedOn, "requested_on",
            emergency ? "Write a day that is not before the decision." : "Write a day that is not after the decision.");
    }

    private static void CheckPeriod(Violations violations, DateOnly from, DateOnly until, TimeLimit? longest)
    {
        if (violations.Any)
            return;
        violations.Require(until >= from, "ends_on", "Write a day that is not before effective_on.");
        if (longest is not null)
            violations.Require(until <= longest.LastDay, "ends_on", $"Write {longest.LastDay:yyyy-MM-dd} or a day before ({longest.Version.Article}).");
    }
}
