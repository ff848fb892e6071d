using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Closure, rapporteur, withdrawals and orders.</summary>
internal sealed partial class InstructionsGrpc
{
    public override Task<CloseInstructionResponse> CloseInstruction(CloseInstructionRequest request, ServerCallContext context)
    {
        var (requestId, caseId, closure) = InstructionInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            var earlier = await InstructionStore.ClosuresAsync(change.Sql, caseId, instance.Level);
            var notice = request.FormalNotice == 0 ? null : InstructionRules.Request(
                await InstructionStore.RequestsAsync(change.Sql, caseId, instance.Level), request.FormalNotice, "formal_notice");
            InstructionRules.CheckClosure(instance, closure, earlier, notice, await InstructionStore.MemorandaAsync(change.Sql, caseId, instance.Level));
            var row = closure with { Number = earlier.Count + 1 };
            await InstructionStore.AddClosureAsync(change.Sql, caseId, instance.Level, row, change.Actor.Person.Subject, change.At);
            change.Audit(
                "discipline.instruction.closed", Subject(caseId), null,
                new { instance.Level, row.Number, row.OrderedOn, row.SentOn, row.ClosesOn, request.FormalNotice });
            return new CloseInstructionResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<ReopenInstructionResponse> ReopenInstruction(ReopenInstructionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var reopenedOn = violations.Past(request.ReopenedOn, "reopened_on", Today(context));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            var closure = InstructionRules.InForce(await InstructionStore.ClosuresAsync(change.Sql, caseId, instance.Level))
                ?? throw CaseRules.Wrong(instance.File, "no order closes the instruction (CJA R.613-1): there is nothing to reopen");
            if (reopenedOn < closure.OrderedOn)
                throw Fault.Invalid("reopened_on", $"Write a day since the order of closure, {closure.OrderedOn:yyyy-MM-dd}.");
            await InstructionStore.AddReopeningAsync(
                change.Sql, caseId, instance.Level, closure.Number, reopenedOn, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.instruction.reopened", Subject(caseId), null, new { instance.Level, closure.Number, reopenedOn });
            return new ReopenInstructionResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<AppointRapporteurResponse> AppointRapporteur(AppointRapporteurRequest request, ServerCallContext context)
    {
        var (requestId, caseId, rapporteur) = InstructionInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            InstanceRules.CheckSince(rapporteur.AppointedOn, instance.Registration, "appointed_on");
            SittingRules.CheckRapporteur(instance, rapporteur, await InstanceFiles.BarredAsync(change, instance.File, sealer));
            var number = (await InstructionStore.RapporteursAsync(change.Sql, caseId, instance.Level)).Count + 1;
            await InstructionStore.AddRapporteurAsync(change.Sql, caseId, instance.Level, number, rapporteur, change.Actor.Person.Subject, change.At);
            change.Audit(
                "discipline.rapporteur.appointed", Subject(caseId), null, new { instance.Level, number, rapporteur.AppointedOn, rapporteur.Council });
            return new AppointRapporteurResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<RecordChamberWithdrawalResponse> RecordChamberWithdrawal(RecordChamberWithdrawalRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Known(request.Party, "party");
        var withdrawnOn = violations.Past(request.WithdrawnOn, "withdrawn_on", Today(context));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            InstanceRules.CheckSince(withdrawnOn, instance.Registration, "withdrawn_on");
            InstanceRules.CheckParty(CaseParties.Complainants(instance.File), request.Party);
            if ((await InstructionStore.WithdrawalsAsync(change.Sql, caseId, instance.Level)).Any(row => row.Party == request.Party))
                throw CaseRules.Wrong(instance.File, "this complainant withdrew already (CJA R.636-1): record the order");
            var row = new WithdrawalRow { Party = request.Party, WithdrawnOn = withdrawnOn };
            await InstructionStore.AddWithdrawalAsync(change.Sql, caseId, instance.Level, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.chamber_withdrawal.recorded", Subject(caseId), null, new { instance.Level, row.Party, row.WithdrawnOn });
            return new RecordChamberWithdrawalResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<RecordOrderResponse> RecordOrder(RecordOrderRequest request, ServerCallContext context)
    {
        var (requestId, caseId, decidedOn) = InstructionInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            InstanceRules.CheckSince(decidedOn, instance.Registration, "decided_on");
            if (request.Regularisation > 0)
            {
                OrderRules.CheckNotRegularised(
                    instance,
                    InstructionRules.Request(
                        await InstructionStore.RequestsAsync(change.Sql, caseId, instance.Level), request.Regularisation, "regularisation"),
                    decidedOn, await InstructionStore.MemorandaAsync(change.Sql, caseId, instance.Level));
            }

            var withdrawals = await InstructionStore.WithdrawalsAsync(change.Sql, caseId, instance.Level);
            var row = new OrderRow
            {
                Ground = request.Ground, DecidedOn = decidedOn, EndsCase = OrderRules.Ends(instance.File, request.Ground, decidedOn, withdrawals),
            };
            var number = (await InstructionStore.OrdersAsync(change.Sql, caseId, instance.Level)).Count + 1;
            await InstructionStore.AddOrderAsync(change.Sql, caseId, instance.Level, number, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.order.recorded", Subject(caseId), null, new { instance.Level, number, row.Ground, row.DecidedOn, row.EndsCase });
            return new RecordOrderResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }
}
