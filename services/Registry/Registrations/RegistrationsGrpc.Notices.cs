using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.Registrations;

/// <content>Notices of departures, and the list of all notices that councils owe.</content>
internal sealed partial class RegistrationsGrpc
{
    public override Task<RecordDepartureNotificationResponse> RecordDepartureNotification(
        RecordDepartureNotificationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.FactId, "fact_id");
        var notifiedOn = violations.NotificationDay(request.Recipient, request.NotifiedOn, LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            // The council that recorded the departure owes the notice, even when another council keeps the file now. A notice changes nothing in the
            // register, so the physician is not locked; the fact is, so that a withdrawal of the departure sees all recipients that were notified.
            var scope = context.Scope();
            if (await FactStore.LockAsync(change.Sql, id) is not { } fact || !(scope.All || fact.Council == scope.Council))
                throw Fault.NotFound("fact");
            if (fact.SupersededBy.Length > 0)
                throw Fault.Precondition(RegistryReasons.FactSuperseded, "This fact was corrected: notice is owed of the one that took its place.");
            var withdrawal = fact.SupersededIn is not null;
            Days.NotBefore(notifiedOn, NoticeRules.EarliestDay(fact), "notified_on");
            if (!await NoticeStore.MarkDepartureNotifiedAsync(change.Sql, id, withdrawal, request.Recipient, notifiedOn))
                throw Fault.Precondition(Reasons.WrongState, "This notice is not owed, or was given.");
            change.Audit(
                "registry.departure.notified", $"physicians/{fact.Rpps}", null,
                new { fact = id, withdrawal, recipient = request.Recipient.ToString(), notifiedOn });
            return new RecordDepartureNotificationResponse
            {
                Fact = RegistrationMap.ToProto(fact, await NoticeStore.OfDepartureAsync(change.Sql, id)),
            };
        });
    }

    public override async Task<ListOwedNotificationsResponse> ListOwedNotifications(ListOwedNotificationsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize);
        var after = NoticeCursor.Read(violations, request.PageToken);
        var dueUntil = violations.OptionalDate(request.DueUntil, "due_until") ?? DateOnly.MaxValue;
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        violations.ThrowIfAny();

        var person = context.Caller().Person;
        var filter = new OwedFilter(request.Council, dueUntil, person.Has(Role.DepartmentalPresident) || person.Has(Role.NationalRegistrar));
        var read = await database.ReadAsync(
            sql => NoticeStore.OwedPageAsync(sql, context.Scope(), filter, after, size + 1), context.CancellationToken);
        var (rows, next) = Paging.PageOf(read, size, NoticeCursor.Of);
        return new ListOwedNotificationsResponse
        {
            Notifications =
            {
                rows.Select(row => new OwedNotification
                {
                    ApplicationId = row.ApplicationId ?? "",
                    FactId = row.FactId ?? "",
                    SuspensionId = row.SuspensionId ?? "",
                    Rpps = row.Rpps,
                    Council = row.Council,
                    Item = NoticeRules.ToProto(row),
                    Withdrawal = row.Withdrawal,
                    FamilyName = row.FamilyName,
                    GivenName = row.GivenName,
                }),
            },
            NextPageToken = next,
        };
    }
}
