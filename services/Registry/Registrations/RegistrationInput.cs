using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class RegistrationInput
{
    private const int LongestReason = 500;

    public static (string RequestId, DateOnly EffectiveOn) Read(RecordDepartureRequest request, DateOnly today, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        violations.Require(
            FactRules.IsDeparture(request.Ground), "ground",
            "Write REQUEST, TRANSFER_OUT, CESSATION, CONDITIONS_NOT_MET, DEATH or ILLEGAL_REGISTRATION.");
        var day = violations.Date(request.EffectiveOn, "effective_on");
        FactRules.CheckDay(violations, day, "effective_on", mayBeAnnounced: request.Ground == FactGround.Cessation, today);
        violations.ThrowIfAny();
        return (requestId, day);
    }

    public static (string RequestId, DateOnly EffectiveOn) Read(RecordRetirementRequest request, DateOnly today, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var day = violations.Date(request.EffectiveOn, "effective_on");
        FactRules.CheckDay(violations, day, "effective_on", mayBeAnnounced: true, today);
        violations.ThrowIfAny();
        return (requestId, day);
    }

    public static (string RequestId, string FactId, DateOnly? EffectiveOn, string Reason) Read(CorrectFactRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var fact = violations.Uuid(request.FactId, "fact_id");
        var day = violations.OptionalDate(request.EffectiveOn, "effective_on");
        if (day is { } known)
            FactRules.CheckDay(violations, known, "effective_on", mayBeAnnounced: true, today);
        var reason = violations.Lines(request.Reason, "reason", LongestReason);
        violations.ThrowIfAny();
        return (requestId, fact, day, reason);
    }
}
