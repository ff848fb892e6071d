using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Remedies;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class RemedyInput
{
    private const int LongestBan = 600;

    public static (string RequestId, NewRemedy Remedy) Read(RecordRemedyRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        violations.Require(
            request.Kind is RemedyKind.Opposition or RemedyKind.Revision or RemedyKind.Cassation, "kind",
            "Write opposition, revision or cassation; an appeal is recorded with RecordAppeal.");
        violations.Require(Enum.IsDefined(request.Appellant), "appellant", "Send an appellant of the contract, or none.");
        if (request.Kind is RemedyKind.Opposition or RemedyKind.Revision)
        {
            violations.Require(
                request.Appellant == Appellant.Practitioner, "appellant", "Write the practitioner: no other person has this remedy (CSP L.4126-4, R.4126-53).");
        }

        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", today);
        DateOnly? receivedOn = request.ReceivedOn is null ? null : violations.Past(request.ReceivedOn, "received_on", today);
        if (request.LodgedOn is not null && receivedOn is not null)
            violations.Require(receivedOn >= lodgedOn, "received_on", "Write a day that is not before lodged_on.");
        DateOnly? knownOn = null;
        if (request.Kind == RemedyKind.Revision)
        {
            knownOn = violations.Past(request.CauseKnownOn, "cause_known_on", today);
            if (request.LodgedOn is not null && request.CauseKnownOn is not null)
                violations.Require(knownOn <= lodgedOn, "cause_known_on", "Write a day that is not after lodged_on.");
        }
        else
        {
            violations.Require(request.CauseKnownOn is null, "cause_known_on", "Leave it out: it is for a request for revision.");
        }

        violations.ThrowIfAny();
        return (requestId, new NewRemedy(decisionId, lodgedOn, receivedOn, knownOn));
    }

    public static (string RequestId, DateOnly From, DateOnly? EndedOn) Read(RecordStayRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Uuid(request.RemedyId, "remedy_id");
        var from = violations.Past(request.From, "from", today);
        DateOnly? endedOn = request.EndedOn is null ? null : violations.Past(request.EndedOn, "ended_on", today);
        if (request.From is not null && endedOn is not null)
            violations.Require(endedOn >= from, "ended_on", "Write a day that is not before from.");
        violations.ThrowIfAny();
        return (requestId, from, endedOn);
    }

    public static (string RequestId, DateOnly DecidedOn) Read(RecordCassationOutcomeRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Uuid(request.RemedyId, "remedy_id");
        violations.Require(
            Enum.IsDefined(request.Outcome) && request.Outcome != CassationOutcome.Unspecified, "outcome", "Write rejected, remanded or annulled.");
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        violations.ThrowIfAny();
        return (requestId, decidedOn);
    }

    public static (string RequestId, DateOnly OrderedOn, DateOnly NotifiedOn) Read(RecordRectificationRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Uuid(request.DecisionId, "decision_id");
        var orderedOn = violations.Past(request.OrderedOn, "ordered_on", today);
        var notifiedOn = violations.Past(request.NotifiedOn, "notified_on", today);
        if (request.OrderedOn is not null && request.NotifiedOn is not null)
            violations.Require(notifiedOn >= orderedOn, "notified_on", "Write a day that is not before ordered_on.");
        violations.ThrowIfAny();
        return (requestId, orderedOn, notifiedOn);
    }

    public static (string RequestId, string CaseId, DateOnly FinalOn) Read(RecordInsuranceSanctionRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var sanction = request.Sanction ?? new InsuranceSanction();
        violations.Require(
            Enum.IsDefined(sanction.Kind) && sanction.Kind != InsuranceSanctionKind.Unspecified, "sanction.kind", "Name the sanction of CSS L.145-2.");
        violations.Require(
            sanction.FirmMonths >= 0 && sanction.FirmMonths <= (sanction.Kind == InsuranceSanctionKind.Ban ? LongestBan : 0), "sanction.firm_months",
            $"Write 1 to {LongestBan} months of a ban, 0 for a permanent one and for every other sanction.");
        var finalOn = violations.Past(sanction.FinalOn, "sanction.final_on", today);
        violations.ThrowIfAny();
        return (requestId, caseId, finalOn);
    }
}

internal sealed record NewRemedy(string DecisionId, DateOnly LodgedOn, DateOnly? ReceivedOn, DateOnly? CauseKnownOn);
