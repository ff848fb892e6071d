using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>Hearing and seisin after an emergency suspension. Nobody reads back which body was seised, except the president at the desk for health.</content>
internal sealed partial class RestrictionsGrpc
{
    public override async Task<RecordEmergencySeisinResponse> RecordEmergencySeisin(RecordEmergencySeisinRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        violations.Require(
            Enum.IsDefined(request.Body) && request.Body != EmergencyBody.Unspecified, "body", "Write which body of the Order was seised.");
        var on = violations.Past(request.SeisedOn, "seised_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        var opened = await opener.OpenAsync(id, context.CancellationToken);
        var sealedCourse = vault.SealCourse(opened.Row, opened.Course with { Body = request.Body.ToString(), SeisedOn = on });
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, id, request.Etag, context.Scope());
            Etag.Check(Etag.Of(opened.Row.Version), locked.Version);
            if (opened.Course.Body.Length > 0)
                throw Fault.Precondition(Reasons.WrongState, "The seisin after this suspension is recorded.");
            var council = await SuspensionCouncils.OnAsync(change.Sql, locked.Rpps, locked.EffectiveOn);
            var seised = EmergencyRules.Seised(opened.Under(locked), opened.Course, request.Body, on, "seised_on", council);
            await SuspensionRecorder.FollowAsync(change, seised, sealedCourse, physician);
            return new RecordEmergencySeisinResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override async Task<RecordEmergencyHearingResponse> RecordEmergencyHearing(RecordEmergencyHearingRequest request, ServerCallContext context)
    {
        var today = LocalDay.Today(clock, context.Scope());
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        var heardOn = violations.OptionalDate(request.HeardOn, "heard_on");
        violations.Require(heardOn is null || heardOn <= today, "heard_on", "Write a day that is not in the future.");
        violations.Require(Enum.IsDefined(request.Absence), "absence", "Write an absence of the contract, or none.");
        violations.Require(
            (heardOn is null) != (request.Absence == EmergencyAbsence.Unspecified), "absence", "Write either the day of the hearing or why there was none.");
        violations.ThrowIfAny();

        var opened = await opener.OpenAsync(id, context.CancellationToken);
        var absence = request.Absence == EmergencyAbsence.Unspecified ? "" : request.Absence.ToString();
        var sealedCourse = vault.SealCourse(opened.Row, opened.Course with { HeardOn = heardOn, Absence = absence });
        var sealedLift = vault.SealLift(opened.Row, new SealedLift(nameof(LiftGround.NotHeard), null, null, null));
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, id, request.Etag, context.Scope());
            Etag.Check(Etag.Of(opened.Row.Version), locked.Version);
            var council = await SuspensionCouncils.OnAsync(change.Sql, locked.Rpps, locked.EffectiveOn);
            var heard = EmergencyRules.Heard(opened.Under(locked), opened.Course, heardOn, request.Absence, today, council);
            await SuspensionRecorder.FollowAsync(change, heard, sealedCourse, physician);
            if (heard.LiftedOn is not null)
                await SuspensionRecorder.LiftAsync(change, heard with { Version = heard.Version + 1 }, sealedLift, physician);
            return new RecordEmergencyHearingResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }
}
