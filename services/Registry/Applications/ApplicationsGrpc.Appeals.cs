using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Applications;

internal sealed partial class ApplicationsGrpc
{
    public override Task<LodgeAppealResponse> LodgeAppeal(LodgeAppealRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.Require(Enum.IsDefined(request.Level) && request.Level != AppealLevel.Unspecified, "level", "Write the level of the appeal.");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", LocalDay.Today(clock, context.Scope()));
        violations.Require(Enum.IsDefined(request.Appellant), "appellant", "Write who appeals, or nothing for the applicant.");
        violations.ThrowIfAny();
        var appellant = request.Appellant == AppealAppellant.Unspecified ? AppealAppellant.Applicant : request.Appellant;
        if (appellant == AppealAppellant.NationalCouncil && !context.Caller().Person.Has(Role.NationalRegistrar))
            throw Fault.Denied(RegistryReasons.NationalOnly, "The national council appeals: its own registry records it.");

        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            var appeals = await DecisionStore.AppealsAsync(change.Sql, id);
            RequireState(ApplicationRules.NextLevel(row, appeals) == request.Level, "This is not the level that comes next.");
            RequireState(ApplicationRules.MayAppeal(row, appeals).Contains(appellant), "This appellant cannot appeal the last decision (CSP L.4112-4).");
            Days.NotBefore(lodgedOn, ApplicationRules.LastDecidedOn(row, appeals), "lodged_on");
            var time = ApplicationRules.AppealTime(request.Level, appellant, row, await NoticeStore.OfDecisionAsync(change.Sql, id), appeals);
            if (time is not null && lodgedOn > time.LastDay)
            {
                throw Fault.Precondition(
                    RegistryReasons.AppealOutOfTime, $"The time to appeal ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
            }

            await DecisionStore.LodgeAsync(
                change.Sql, change.NewId(), id, new AppealRow { Level = request.Level, Appellant = appellant, LodgedOn = lodgedOn });
            change.Audit(
                "registry.application.appeal_lodged", ApplicationSteps.Subject(id), null,
                new { level = request.Level.ToString(), appellant = appellant.ToString(), lodgedOn });
            return new LodgeAppealResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }

    public override Task<RecordAppealOutcomeResponse> RecordAppealOutcome(RecordAppealOutcomeRequest request, ServerCallContext context)
    {
        var today = LocalDay.Today(clock, context.Scope());
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.Require(Enum.IsDefined(request.Level) && request.Level != AppealLevel.Unspecified, "level", "Write the level of the appeal.");
        violations.Require(Enum.IsDefined(request.Outcome) && request.Outcome != AppealOutcome.Unspecified, "outcome", "Write what was decided.");
        var (decidedOn, notifiedOn, councilNotifiedOn) = ApplicationInput.ReadDecisionDays(
            violations, request.DecidedOn, request.NotifiedOn, request.CouncilNotifiedOn, today);
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            var appeals = await DecisionStore.AppealsAsync(change.Sql, id);
            RequireState(appeals is [.., { Outcome: "" } last] && last.Level == request.Level, "No appeal of this level is undecided.");
            var appeal = appeals[^1];
            Days.NotBefore(decidedOn, appeal.LodgedOn, "decided_on");
            await DecisionStore.DecideAppealAsync(
                change.Sql, id,
                appeal with { Outcome = request.Outcome.ToString(), DecidedOn = decidedOn, NotifiedOn = notifiedOn, CouncilNotifiedOn = councilNotifiedOn });
            // A granted appeal reverses the decision: a physician off the register is entered, a physician on it leaves.
            if (request.Outcome == AppealOutcome.Granted && !ApplicationRules.Registers(row, appeals))
                await steps.EnterApplicantAsync(change, row, decidedOn);
            else if (request.Outcome == AppealOutcome.Granted)
                await steps.EndRegistrationAsync(change, row, FactGround.RegistrationAnnulled, decidedOn);
            change.Audit(
                "registry.application.appeal_decided", ApplicationSteps.Subject(id), null,
                new { level = request.Level.ToString(), outcome = request.Outcome.ToString(), decidedOn, notifiedOn });
            return new RecordAppealOutcomeResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }
}
