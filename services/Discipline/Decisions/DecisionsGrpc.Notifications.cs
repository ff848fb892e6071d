using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Notifications: each addressee's own clock (CSP R.4126-32, R.4126-44, R.4126-47).</summary>
internal sealed partial class DecisionsGrpc
{
    public override Task<RecordNotificationResponse> RecordNotification(RecordNotificationRequest request, ServerCallContext context)
    {
        var (requestId, notification) = NotificationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var proceeding = await DecidedCases.LockAsync(change, notification.DecisionId, context.Scope());
            var decision = proceeding.Decisions.Single(row => row.Id == notification.DecisionId);
            Etag.Check(request.Etag, proceeding.Version);
            ActRules.Check(proceeding, DecidedCases.Today(change, proceeding), CaseAct.Notify, decision, isNational: context.Scope().All);
            CheckFits(proceeding, decision, notification);
            var row = Clocked(proceeding, decision, request, notification);
            var before = proceeding.NotificationsOf(decision).SingleOrDefault(sent => sent.Addressee == row.Addressee);
            await ProceedingStore.SetNotificationAsync(change.Sql, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.decision.notified", $"decisions/{decision.Id}", before is null ? null : Facts(before), Facts(row));
            return new RecordNotificationResponse { Decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, decision.Id, context.Scope()) };
        });
    }

    private static void CheckFits(Proceeding proceeding, DecisionRow decision, NewNotification notification)
    {
        var violations = new Violations();
        violations.Require(
            notification.SentOn >= decision.DecidedOn, "sent_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        if (proceeding.Seat is not null)
            violations.Require(notification.LastDay is null, "last_day", "Leave it out: the time is counted here (CSP R.4126-44).");
        else if (notification.OutcomeOn is not null)
            violations.Require(notification.LastDay is not null, "last_day", DecisionRules.LocalCode);
        violations.ThrowIfAny();
    }

    private static NotificationRow Clocked(Proceeding proceeding, DecisionRow decision, RecordNotificationRequest request, NewNotification notification)
    {
        var limit = notification.OutcomeOn is { } day && Clocks.MayAppeal(request.Addressee)
            ? Clocks.Compute(
                proceeding, Clocks.Rule(decision, request.TimeLimitStated), Clocks.Start(request.Outcome, day).Date,
                DecisionRules.Residence(request.Residence, proceeding.Council))
            : null;
        var told = limit is null ? null : TimeLimitMap.ToProto(limit);
        // The reason for the day comes before the count from it.
        told?.Steps.Insert(0, TimeLimitMap.ToProto(Clocks.Start(request.Outcome, notification.OutcomeOn!.Value)));
        return new NotificationRow
        {
            DecisionId = decision.Id,
            Addressee = request.Addressee,
            SentOn = notification.SentOn,
            Outcome = request.Outcome,
            OutcomeOn = notification.OutcomeOn,
            TimeLimitStated = request.TimeLimitStated,
            Residence = request.Residence,
            LastDay = limit?.LastDay ?? notification.LastDay,
            Time = told?.ToByteArray(),
        };
    }

    private static object Facts(NotificationRow row) => new { row.Addressee, row.SentOn, row.Outcome, row.OutcomeOn, row.TimeLimitStated, row.LastDay };
}
