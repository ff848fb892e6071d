using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Applications;

/// <content>Withdrawal by the national council of a registration without appeal (CSP L.4112-4).</content>
internal sealed partial class ApplicationsGrpc
{
    public override Task<WithdrawRegistrationResponse> WithdrawRegistration(WithdrawRegistrationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        var (decidedOn, notifiedOn, councilNotifiedOn) = ApplicationInput.ReadDecisionDays(
            violations, request.DecidedOn, request.NotifiedOn, request.CouncilNotifiedOn, LocalDay.Today(clock, context.Scope()));
        violations.Require(
            Enum.IsDefined(request.Ground) && request.Ground != WithdrawalGround.Unspecified, "ground",
            "Write MATERIAL_INACCURACY or MANIFEST_ERROR: the national council withdraws on no other ground (CSP L.4112-4).");
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            ApplicationRules.CheckWithdrawal(
                row, await NoticeStore.OfDecisionAsync(change.Sql, id), await DecisionStore.AppealsAsync(change.Sql, id), decidedOn);
            await ApplicationStore.WithdrawAsync(
                change.Sql,
                row with
                {
                    WithdrawnOn = decidedOn,
                    WithdrawalGround = request.Ground.ToString(),
                    WithdrawalNotifiedOn = notifiedOn,
                    WithdrawalCouncilNotifiedOn = councilNotifiedOn,
                });
            await steps.EndRegistrationAsync(change, row, FactGround.RegistrationWithdrawn, decidedOn);
            change.Audit(
                "registry.application.registration_withdrawn", ApplicationSteps.Subject(id), null,
                new { ground = request.Ground.ToString(), decidedOn, notifiedOn });
            return new WithdrawRegistrationResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }
}
