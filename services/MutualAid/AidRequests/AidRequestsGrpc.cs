using Grpc.Core;
using OrdreCouncils.MutualAid.Register;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

internal sealed partial class AidRequestsGrpc(
    Database database, ChangeRunner changes, RegisterNumbers register, AidRequestReader reader, Sealer sealer, Blinder blinder, AidRequestOptions limits, TimeProvider clock)
    : AidRequestsService.AidRequestsServiceBase
{
    public override async Task<SubmitAidRequestResponse> SubmitAidRequest(SubmitAidRequestRequest request, ServerCallContext context)
    {
        var submission = AidRequestInput.Read(request, context.Scope());
        // Sealed before the transaction. A repeated request id discards this identifier and its sealed texts.
        var id = NewId();
        var filed = new AidRequestRow
        {
            Id = id,
            Rpps = submission.Rpps,
            AskedCents = submission.AskedCents,
            Council = submission.Council,
            SubmittedBy = context.Caller().Person.Subject,
            Version = 1,
            State = Codes.Of(AidRequestState.Submitted),
        };
        var nature = new AidNature(submission.Kind, submission.Relation);
        filed = filed with { SealedNature = nature.Seal(sealer, filed) };
        var details = submission.Details.Seal(sealer, (filed with { Nature = nature }).SealedTo);
        // Before the transaction, which must not wait for another service; judged inside it, so that a repeated request id gets its first answer.
        var isRegistered = await register.HasAsync(submission.Rpps, submission.Council, context.CancellationToken);

        var response = await changes.RunAsync(context, request.Blinded(blinder), submission.RequestId, "", async change =>
        {
            AidRequestRules.CheckRegistered(isRegistered, submission.Council);
            var row = filed with { SubmittedAt = change.At };
            await AidRequestStore.InsertAsync(change.Sql, row, details);
            // The count includes the new row. Two filings at the same moment may each miss the other's row: the limit stops floods and need not be exact.
            AidRequestRules.CheckQuota(await AidRequestStore.CountOpenAsync(change.Sql, row.Rpps, row.SubmittedBy), limits);
            // The audit entry names neither kind nor beneficiary: together they are health data.
            change.Audit("mutual_aid.request.submitted", Subject(id), null, new { row.Council, row.AskedCents });
            return new SubmitAidRequestResponse { AidRequest = row.ToProto(deliberation: false) };
        });
        // The stored answer has neither. A repeated request has the same body, so they are in it.
        nature.AddTo(response.AidRequest);
        Shows(context, response.AidRequest);
        return response;
    }

    public override async Task<GetAidRequestResponse> GetAidRequest(GetAidRequestRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.AidRequestId, "aid_request_id");
        violations.ThrowIfAny();

        var (scope, person) = (context.Scope(), context.Caller().Person);
        var (row, details, similar) = await database.SnapshotAsync(
            async sql =>
            {
                var found = await reader.FindAsync(sql, id, AidReach.Of(scope)) ?? throw Fault.NotFound("aid request");
                return (found, await AidRequestStore.DetailsAsync(sql, id),
                    AidRequestRules.SeesDeliberation(scope)
                        ? await reader.SimilarAsync(sql, found, AidRequestRules.SimilarSince(found), AidRequestRules.MostSimilar)
                        : []);
            },
            context.CancellationToken);

        var response = new GetAidRequestResponse { AidRequest = row.ToProto(AidRequestRules.SeesDeliberation(scope)) };
        if (AidRequestRules.SeesDetails(row, scope, person))
        {
            response.Details = AidDetails.Open(sealer, row.SealedTo, details);
            response.RefusalReason = row.SealedReason is { } reason ? sealer.Open(SealPurposes.RefusalReason, row.SealedTo, reason) : "";
        }

        if (AidRequestRules.SeesDeliberation(scope))
        {
            response.Opinion = row.SealedOpinion is { } opinion ? sealer.Open(SealPurposes.Opinion, row.ProposalSealedTo, opinion) : "";
            response.SimilarRequests.Add(similar.Select(one => one.ToProto(deliberation: true)));
            foreach (var one in response.SimilarRequests)
                Shows(context, one);
        }

        Shows(context, response.AidRequest);
        return response;
    }

    public override async Task<ListAidRequestsResponse> ListAidRequests(ListAidRequestsRequest request, ServerCallContext context)
    {
        var scope = context.Scope();
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var after = violations.After(request.PageToken);
        violations.Require(Enum.IsDefined(request.State), "state", "Write a value of AidRequestState, or none.");
        var envelopeId = request.EnvelopeId.Length == 0 ? "" : violations.Uuid(request.EnvelopeId, "envelope_id");
        violations.Require(
            envelopeId.Length == 0 || AidRequestRules.SeesDeliberation(scope), "envelope_id", "Leave it empty: proposals are the national commission's.");
        violations.ThrowIfAny();

        var rows = await database.ReadAsync(
            sql => reader.PageAsync(sql, AidReach.Of(scope), Codes.Of(request.State), envelopeId, after, size + 1), context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, row => row.Id);
        var response = new ListAidRequestsResponse
        {
            AidRequests = { page.Select(row => row.ToProto(AidRequestRules.SeesDeliberation(scope))) },
            NextPageToken = next,
        };
        foreach (var shown in response.AidRequests)
            Shows(context, shown);
        return response;
    }

    private static void Shows(ServerCallContext context, AidRequest request) => AidRequestReads.Log(context, request.Id);

    private static string Subject(string id) => AidRequestReads.Subject(id);

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
