using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Applications;

/// <content>Appeals against a refusal, expressed or implicit.</content>
internal sealed partial class ApplicationsGrpc
{
    public override Task<LodgeAppealResponse> LodgeAppeal(LodgeAppealRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.Uuid(request.RequestId, "request_id");
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.Require(Enum.IsDefined(request.Level) && request.Level != AppealLevel.Unspecified, "level", "Write to whom.");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", LegalDay.Today(clock));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await ApplicationDesk.TakeAsync(change, id, request.Etag, context.Scope());
            var appeals = await DecisionStore.AppealsAsync(change.Sql, id);
            Follows(ApplicationRules.NextLevel(row, appeals) == request.Level, "This is not the level that comes next.");
            ApplicationInput.NotBefore(lodgedOn, appeals.Count > 0 ? appeals[^1].DecidedOn!.Value : row.DecidedOn!.Value, "lodged_on");
            var time = ApplicationRules.AppealTime(request.Level, row, await NoticeStore.OfDecisionAsync(change.Sql, id), appeals);
            if (time is not null && lodgedOn > time.LastDay)
            {
                throw Fault.Precondition(
                    RegistryReasons.AppealOutOfTime, $"The time to appeal ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
            }

            await DecisionStore.LodgeAsync(change.Sql, change.NewId(), id, request.Level, lodgedOn);
            change.Audit("registry.application.appeal_lodged", ApplicationDesk.Subject(id), null, new { level = request.Level.ToString(), lodgedOn });
            return new LodgeAppealResponse { Application = await ApplicationDesk.ShowAsync(change, id) };
        });
    }

    public override Task<RecordAppealOutcomeResponse> RecordAppealOutcome(RecordAppealOutcomeRequest request, ServerCallContext context)
    {
        var today = LegalDay.Today(clock);
        var violations = new Violations();
        var requestId = violations.Uuid(request.RequestId, "request_id");
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.Require(Enum.IsDefined(request.Level) && request.Level != AppealLevel.Unspecified, "level", "Write whose decision.");
        violations.Require(Enum.IsDefined(request.Outcome) && request.Outcome != AppealOutcome.Unspecified, "outcome", "Write what was decided.");
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        var notifiedOn = violations.Past(request.NotifiedOn, "notified_on", today);
        if (request.DecidedOn is not null && request.NotifiedOn is not null)
            violations.Require(notifiedOn >= decidedOn, "notified_on", "Write a day that is not before decided_on.");
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await ApplicationDesk.TakeAsync(change, id, request.Etag, context.Scope());
            var appeals = await DecisionStore.AppealsAsync(change.Sql, id);
            Follows(appeals is [.., { Outcome: "" } last] && last.Level == request.Level, "No appeal of this level is undecided.");
            var appeal = appeals[^1];
            ApplicationInput.NotBefore(decidedOn, appeal.LodgedOn, "decided_on");
            await DecisionStore.DecideAppealAsync(
                change.Sql, id, appeal with { Outcome = request.Outcome.ToString(), DecidedOn = decidedOn, NotifiedOn = notifiedOn });
            if (request.Outcome == AppealOutcome.Granted)
                await desk.EnterAsync(change, row, decidedOn);
            change.Audit(
                "registry.application.appeal_decided", ApplicationDesk.Subject(id), null,
                new { level = request.Level.ToString(), outcome = request.Outcome.ToString(), decidedOn, notifiedOn });
            return new RecordAppealOutcomeResponse { Application = await ApplicationDesk.ShowAsync(change, id) };
        });
    }
}
