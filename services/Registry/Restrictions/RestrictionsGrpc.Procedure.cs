using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>Notices of suspensions for infirmity or insufficiency, and appeals against them.</content>
internal sealed partial class RestrictionsGrpc
{
    public override Task<RecordSuspensionNotificationResponse> RecordSuspensionNotification(
        RecordSuspensionNotificationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        var notifiedOn = violations.NotificationDay(request.Recipient, request.NotifiedOn, LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var (row, _) = await LockAsync(change, id, request.Etag, context.Scope());
            Days.NotBefore(notifiedOn, SuspensionRules.DecisionDay(row), "notified_on");
            if (!await NoticeStore.MarkSuspensionNotifiedAsync(change.Sql, id, request.Lift, request.Recipient, notifiedOn))
                throw Fault.Precondition(Reasons.WrongState, "This notice is not owed, or was given.");
            change.Audit(
                "registry.suspension.notified", $"physicians/{row.Rpps}", null,
                new { suspension = id, request.Lift, recipient = request.Recipient.ToString(), notifiedOn });
            return new RecordSuspensionNotificationResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override Task<RecordSuspensionAppealResponse> RecordSuspensionAppeal(RecordSuspensionAppealRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.SuspensionId, "suspension_id");
        violations.Require(
            Enum.IsDefined(request.Appellant) && request.Appellant != SuspensionAppellant.Unspecified, "appellant", "Write who appeals.");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var (row, _) = await LockAsync(change, id, request.Etag, context.Scope());
            var notices = (await NoticeStore.OfSuspensionsAsync(change.Sql, row.Rpps)).Where(notice => notice.SuspensionId == id);
            SuspensionRules.CheckAppeal(row, SuspensionLimits.Appeal(request.Appellant, notices), lodgedOn);
            var appeal = new SuspensionAppealRow { SuspensionId = id, Appellant = request.Appellant, LodgedOn = lodgedOn };
            if (!await SuspensionAppealStore.AddAsync(change.Sql, appeal, change.Actor.Person.Subject, change.At))
                throw Fault.Precondition(Reasons.WrongState, "This appellant has appealed.");
            change.Audit(
                "registry.suspension.appeal_recorded", $"physicians/{row.Rpps}", null,
                new { suspension = id, appellant = request.Appellant.ToString(), lodgedOn });
            return new RecordSuspensionAppealResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }
}
