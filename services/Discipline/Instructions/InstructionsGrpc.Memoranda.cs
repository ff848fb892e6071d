using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Memoranda, and what the parties are asked for.</summary>
internal sealed partial class InstructionsGrpc
{
    public override Task<RequestMemorandumResponse> RequestMemorandum(RequestMemorandumRequest request, ServerCallContext context)
    {
        var (requestId, caseId, asked) = InstructionInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            InstructionRules.CheckRequest(instance, asked);
            if (InstructionRules.IsClosed(
                await InstructionStore.ClosuresAsync(change.Sql, caseId, instance.Level),
                await InstructionStore.HearingOnAsync(change.Sql, caseId, instance.Level), instance.Chamber, asked.AskedOn))
            {
                throw CaseRules.Wrong(instance.File, "its instruction is closed (CJA R.613-1, R.613-2): reopen it or postpone the hearing first");
            }

            var row = asked with { Number = (await InstructionStore.RequestsAsync(change.Sql, caseId, instance.Level)).Count + 1 };
            await InstructionStore.AddRequestAsync(change.Sql, caseId, instance.Level, row, change.Actor.Person.Subject, change.At);
            if (row.ReceivedOn is { } received)
                await InstructionStore.AddReceiptAsync(change.Sql, caseId, instance.Level, row.Number, received, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.memorandum.requested", Subject(caseId), null, new
            {
                instance.Level, row.Number, row.Party, row.Kind, row.AskedOn, row.ReceivedOn, InstructionRules.TimeOf(row, instance.Registration).LastDay,
            });
            return new RequestMemorandumResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<RecordMemorandumReceiptResponse> RecordMemorandumReceipt(RecordMemorandumReceiptRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var receivedOn = violations.Past(request.ReceivedOn, "received_on", Today(context));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            var row = InstructionRules.Request(await InstructionStore.RequestsAsync(change.Sql, caseId, instance.Level), request.Number, "number");
            if (row.ReceivedOn is not null)
                throw CaseRules.Wrong(instance.File, "the day on which this request reached the party is recorded");
            if (receivedOn < row.AskedOn)
                throw Fault.Invalid("received_on", $"Write a day since the request, {row.AskedOn:yyyy-MM-dd}.");
            await InstructionStore.AddReceiptAsync(change.Sql, caseId, instance.Level, row.Number, receivedOn, change.Actor.Person.Subject, change.At);
            var time = InstructionRules.TimeOf(row with { ReceivedOn = receivedOn }, instance.Registration);
            change.Audit("discipline.memorandum.reached", Subject(caseId), null, new { instance.Level, row.Number, receivedOn, time.LastDay });
            return new RecordMemorandumReceiptResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<RecordMemorandumResponse> RecordMemorandum(RecordMemorandumRequest request, ServerCallContext context)
    {
        var (requestId, caseId, memorandum) = InstructionInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, caseId, context.Scope(), request.Etag);
            InstanceRules.CheckSince(memorandum.ReceivedOn, instance.Registration, "received_on");
            InstanceRules.CheckParty(CaseParties.Heard(instance.File), memorandum.Party);
            if (memorandum.Request is { } number)
            {
                var asked = InstructionRules.Request(await InstructionStore.RequestsAsync(change.Sql, caseId, instance.Level), number, "request");
                if (asked.Party != memorandum.Party)
                    throw Fault.Invalid("request", "Send the number of a request that was made to this party, or 0.");
            }

            var row = memorandum with { Number = (await InstructionStore.MemorandaAsync(change.Sql, caseId, instance.Level)).Count + 1 };
            await InstructionStore.AddMemorandumAsync(change.Sql, caseId, instance.Level, row, change.Actor.Person.Subject, change.At);
            change.Audit(
                "discipline.memorandum.recorded", Subject(caseId), null,
                new { instance.Level, row.Number, row.Party, row.ReceivedOn, row.PostedOn, row.Request });
            return new RecordMemorandumResponse { Instruction = await StepAsync(change, caseId, context.Scope()) };
        });
    }
}
