using System.Data.Common;
using System.Globalization;
using Grpc.Core;
using OrdreCouncils.MutualAid.Envelopes;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.AidRequests;

internal sealed partial class AidRequestsGrpc
{
    public override async Task<InstructAidRequestResponse> InstructAidRequest(InstructAidRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (requestId, id) = AidRequestInput.Step(violations, request.RequestId, request.AidRequestId, request.Etag);
        var envelopeId = violations.Uuid(request.EnvelopeId, "envelope_id");
        var cents = violations.PositiveEuros(request.Amount, "amount");
        var opinion = violations.Lines(request.Opinion, "opinion", 10_000);
        violations.ThrowIfAny();

        var instructionId = NewId();
        var filed = await FiledAsync(id, context);
        var sealedOpinion = sealer.Seal(SealPurposes.Opinion, filed.SealedAs(instructionId), opinion);
        var response = await changes.RunAsync(context, request.Blinded(blinder), requestId, "", async change =>
        {
            var person = change.Actor.Person;
            var row = await LockAsync(change, id);
            AidRequestRules.CheckInstruct(row, request.Etag, person);
            AidRequestRules.CheckProposable((await EnvelopeStore.FindAsync(change.Sql, envelopeId) ?? throw Fault.NotFound("envelope")).Year, change.At);

            await DecisionStore.ProposeAsync(change.Sql, new Instruction
            {
                Id = instructionId,
                RequestId = id,
                Number = row.Instructions + 1,
                EnvelopeId = envelopeId,
                AmountCents = cents,
                SealedOpinion = sealedOpinion,
                At = change.At,
                Actor = person.Subject,
            });
            change.Audit("mutual_aid.request.instructed", Subject(id), Proposal(row), new { envelopeId, amountCents = cents });
            return new InstructAidRequestResponse { AidRequest = await ChangedAsync(change, id) };
        });
        filed.Nature!.AddTo(response.AidRequest);
        Shows(context, response.AidRequest);
        return response;
    }

    public override async Task<ApproveAidRequestResponse> ApproveAidRequest(ApproveAidRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (requestId, id) = AidRequestInput.Step(violations, request.RequestId, request.AidRequestId, request.Etag);
        violations.ThrowIfAny();

        var filed = await FiledAsync(id, context);
        var envelopeId = "";
        try
        {
            var response = await changes.RunAsync(context, request, requestId, "", async change =>
            {
                var person = change.Actor.Person;
                var row = await LockAsync(change, id);
                AidRequestRules.CheckGrant(row, request.Etag, person, await DecisionStore.InstructedAsync(change.Sql, id, person.Subject));

                envelopeId = row.EnvelopeId!;
                AidRequestRules.CheckBudgetYear((await EnvelopeStore.FindAsync(change.Sql, envelopeId))!.Year, change.At);
                await DecisionStore.GrantAsync(change.Sql, id, row.InstructionId!, change.At, person.Subject);
                await LedgerStore.BookAsync(
                    change.Sql, Transfer.Grant(change.NewId(), envelopeId, id, row.ProposedCents, change.At, person.Subject));
                change.Audit("mutual_aid.request.granted", Subject(id), null, new { envelopeId, amountCents = row.ProposedCents });
                return new ApproveAidRequestResponse { AidRequest = await ChangedAsync(change, id) };
            });
            filed.Nature!.AddTo(response.AidRequest);
            Shows(context, response.AidRequest);
            return response;
        }
        catch (DbException failure) when (LedgerStore.IsOverspending(failure))
        {
            throw await ExhaustedAsync(envelopeId, context.CancellationToken);
        }
    }

    public override async Task<RefuseAidRequestResponse> RefuseAidRequest(RefuseAidRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (requestId, id) = AidRequestInput.Step(violations, request.RequestId, request.AidRequestId, request.Etag);
        var reason = violations.Lines(request.Reason, "reason", 2_000);
        violations.ThrowIfAny();

        var filed = await FiledAsync(id, context);
        var sealedReason = sealer.Seal(SealPurposes.RefusalReason, filed.SealedTo, reason);
        // The audit log takes no reason: its readers are not members of the commission.
        var response = await changes.RunAsync(context, request.Blinded(blinder), requestId, "", async change =>
        {
            var person = change.Actor.Person;
            var row = await LockAsync(change, id);
            AidRequestRules.CheckRefuse(row, request.Etag, person, await DecisionStore.InstructedAsync(change.Sql, id, person.Subject));

            await DecisionStore.RefuseAsync(change.Sql, id, sealedReason, change.At, person.Subject);
            change.Audit("mutual_aid.request.refused", Subject(id), null, new { from = row.State });
            return new RefuseAidRequestResponse { AidRequest = await ChangedAsync(change, id) };
        });
        filed.Nature!.AddTo(response.AidRequest);
        Shows(context, response.AidRequest);
        return response;
    }

    private static object? Proposal(AidRequestRow row) =>
        row.InstructionId is null ? null : new { envelopeId = row.EnvelopeId, amountCents = row.ProposedCents };

    /// <summary>The request, for what never changes in it. Read before the transaction, in which no text may be opened.</summary>
    private async Task<AidRequestRow> FiledAsync(string id, ServerCallContext context) => await database.ReadAsync(
        sql => reader.FindAsync(sql, id, AidReach.All), context.CancellationToken) ?? throw Fault.NotFound("aid request");

    private static async Task<AidRequestRow> LockAsync(Change change, string id) =>
        await AidRequestStore.LockAsync(change.Sql, id) ?? throw Fault.NotFound("aid request");

    private static async Task<AidRequest> ChangedAsync(Change change, string id) =>
        (await AidRequestStore.ChangedAsync(change.Sql, id)).ToProto(deliberation: true);

    private async Task<RpcException> ExhaustedAsync(string envelopeId, CancellationToken cancellation)
    {
        var left = (await database.ReadAsync(sql => EnvelopeStore.FindAsync(sql, envelopeId), cancellation))!.AvailableCents;
        return Fault.Precondition(MutualAidReasons.EnvelopeExhausted, string.Create(
            CultureInfo.InvariantCulture,
            $"The envelope has {left / 100}.{left % 100:00} EUR left, less than the amount proposed. Nothing was granted; a lower amount or another envelope must be proposed."));
    }
}
