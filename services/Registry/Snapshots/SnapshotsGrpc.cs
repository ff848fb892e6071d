using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Attestations;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Snapshots;

/// <remarks>One transaction chooses the revision and audits the export. Each page is then read as of that revision in its own transaction, so that a slow
/// client or a large register holds no long transaction open.</remarks>
internal sealed class SnapshotsGrpc(
    Database database, ChangeRunner changes, SigningKeys keys, AttestationOptions attestations, IHostApplicationLifetime lifetime)
    : SnapshotsService.SnapshotsServiceBase
{
    private const int PageRows = 2000;
    private const int ChunkBytes = 64 * 1024;

    public override async Task TakeSnapshot(
        TakeSnapshotRequest request, IServerStreamWriter<TakeSnapshotResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Require(
            request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", "Write a department code such as 62, 2A or 974, or nothing.");
        violations.ThrowIfAny();
        var council = SnapshotRules.Council(context.Scope(), request.Council) ?? throw Fault.NotFound("council");
        keys.Require();

        var head = await BeginAsync(context, requestId, council);
        context.ReadsInBulk(BulkReads.SubjectOf(council), head.Revision);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await StreamAsync(head, responseStream, ending.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Fault.Unavailable(RegistryReasons.ServerStopping, "This server stops. Take the snapshot again.", TimeSpan.FromSeconds(1));
        }
    }

    private async Task<SnapshotHead> BeginAsync(ServerCallContext context, string requestId, string council)
    {
        SnapshotHead? head = null;
        await changes.RunAsync(context, requestId, "", async change =>
        {
            var revision = await RevisionStore.LatestAsync(change.Sql);
            head = new SnapshotHead(council, revision, change.At, await SnapshotStore.CountAsync(change.Sql, council, revision));
            change.Audit("registry.snapshot.taken", BulkReads.SubjectOf(council), null, new
            {
                head.Revision,
                head.TakenAt,
                head.Physicians,
            });
        });
        return head!;
    }

    private async Task StreamAsync(SnapshotHead head, IServerStreamWriter<TakeSnapshotResponse> responses, CancellationToken cancellation)
    {
        using var writer = new SnapshotWriter();
        var day = LegalDay.Of(head.TakenAt);
        for (var after = ""; ;)
        {
            var page = await database.SnapshotAsync(sql => SnapshotStore.PageAsync(sql, head.Council, head.Revision, after, PageRows), cancellation);
            foreach (var line in page.Lines)
                writer.Add(line, RegistrationRules.At(line.Entry, day), SnapshotRules.HoldsUntil(line.Entry, day));
            await SendAsync(writer.Take());
            if (page.Next is null)
                break;
            after = page.Next;
        }

        await SendAsync(writer.End((bytes, sha256, physicians) =>
            keys.Sign(SnapshotClaims.Of(head, attestations.Address, bytes, sha256, physicians), SnapshotFormat.SignatureType)));

        async Task SendAsync(byte[] some)
        {
            for (var at = 0; at < some.Length; at += ChunkBytes)
            {
                var chunk = some.AsMemory(at, Math.Min(ChunkBytes, some.Length - at));
                await responses.WriteAsync(new TakeSnapshotResponse { Chunk = UnsafeByteOperations.UnsafeWrap(chunk) }, cancellation);
            }
        }
    }
}
