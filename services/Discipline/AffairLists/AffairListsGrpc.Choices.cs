using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>The decisions of a person about a line: choose, dismiss, retry.</summary>
internal sealed partial class AffairListsGrpc
{
    public override async Task<ChooseMatchResponse> ChooseMatch(ChooseMatchRequest request, ServerCallContext context)
    {
        var (requestId, id) = AffairListInput.Read(request);
        // Before the transaction: a slow answer of another service must not hold locks here.
        if (await register.FindAsync([request.Rpps], on: null, context) is [null])
            throw Fault.Invalid("rpps", "The register knows no physician of this number: check it.");

        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await LockAsync(change, id, request.Etag);
            DeliveryRules.CheckChoosable(row.State);
            await AffairLineStore.UpdateAsync(change.Sql, row with
            {
                State = AffairLineState.Chosen, Rpps = request.Rpps, ChosenBy = change.Actor.Person.Subject, Doubts = "", Problem = DeliveryProblem.Unspecified,
                LookedUpAt = row.LookedUpAt ?? change.At, Attempts = 0, DueAt = change.At,
            });
            change.Audit("discipline.affair_line.chosen", Subject(row.AffairId), new { row.State }, new { row.Number, request.Rpps });
            return new ChooseMatchResponse { Line = await ReadAsync(change, row) };
        });
    }

    public override async Task<DismissLineResponse> DismissLine(DismissLineRequest request, ServerCallContext context)
    {
        var (requestId, id, reason) = AffairListInput.Read(request);
        var read = await database.ReadAsync(sql => AffairLineStore.GetAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("line");
        var sealedReason = sealer.Seal(SealPurposes.DismissalReason, read.SealedTo, reason);

        var response = await changes.RunAsync(
            context, request, requestId, "",
            async change =>
            {
                var row = await LockAsync(change, id, request.Etag);
                DeliveryRules.CheckDismissible(row.State);
                await AffairLineStore.UpdateAsync(change.Sql, row with
                {
                    State = AffairLineState.Dismissed, SealedPerson = null, SealedReason = sealedReason, Doubts = "", Problem = DeliveryProblem.Unspecified,
                    Rpps = "", ChosenBy = "", LookedUpAt = row.LookedUpAt ?? change.At, DueAt = null,
                });
                await AffairLineStore.SetCandidatesAsync(change.Sql, id, []);
                change.Audit("discipline.affair_line.dismissed", Subject(row.AffairId), new { row.State }, new { row.Number, fields = new[] { "reason" } });
                return new DismissLineResponse { Line = await ReadAsync(change, row) };
            },
            blinder);
        // The stored answer is without reason; a repeated request has the same one.
        response.Line.DismissalReason = reason;
        return response;
    }

    public override Task<RetryLineResponse> RetryLine(RetryLineRequest request, ServerCallContext context)
    {
        var (requestId, id) = AffairListInput.Read(request);
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await LockAsync(change, id, request.Etag);
            DeliveryRules.CheckRetryable(row.State);
            // A choice stays; a sure match is made anew, as the list or the register may have named another number then.
            var chosen = row.ChosenBy.Length > 0;
            await AffairLineStore.UpdateAsync(change.Sql, row with
            {
                State = chosen ? AffairLineState.Chosen : AffairLineState.Waiting, Rpps = chosen ? row.Rpps : "", Problem = DeliveryProblem.Unspecified,
                Attempts = 0, DueAt = change.At,
            });
            change.Audit("discipline.affair_line.retried", Subject(row.AffairId), new { row.State, row.Problem }, new { row.Number });
            return new RetryLineResponse { Line = await ReadAsync(change, row) };
        });
    }

    private static async Task<AffairLineRow> LockAsync(Change change, string id, string etag)
    {
        var row = await AffairLineStore.LockAsync(change.Sql, id) ?? throw Fault.NotFound("line");
        Etag.Check(etag, row.Version);
        return row;
    }

    private static async Task<AffairLine> ReadAsync(Change change, AffairLineRow row) => AffairListMap.ToProto(
        (await AffairLineStore.GetAsync(change.Sql, row.Id))!, await AffairLineStore.CandidatesAsync(change.Sql, row.AffairId, row.Number, row.Number));
}
