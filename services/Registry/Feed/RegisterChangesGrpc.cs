using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Feed;

internal sealed class RegisterChangesGrpc(Database database, FeedReader reader, FeedHead head, FeedStreams streams) : RegisterChangesService.RegisterChangesServiceBase
{
    public override async Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var paged = request.PageToken.Length > 0;
        var after = violations.Position(paged ? request.PageToken : request.SinceToken, paged ? "page_token" : "since_token");
        var size = violations.PageSize(request.PageSize, FeedInput.DefaultPage, FeedInput.LongestPage);
        violations.ThrowIfAny();

        var page = await reader.ReadAsync(after, size, context.CancellationToken);
        foreach (var change in page.Changes)
            context.ReadsPhysician(change.Rpps, change.MergedInto);
        return new ListChangesResponse
        {
            Changes = { page.Changes },
            NextPageToken = page.More ? page.Reached.Token() : "",
            NextSinceToken = page.Reached.Token(),
        };
    }

    public override async Task WatchChanges(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var from = violations.Position(request.SinceToken, "since_token");
        violations.Require(!request.FromNow || request.SinceToken.Length == 0, "from_now", "Give a token, or ask from now on; not both.");
        violations.ThrowIfAny();

        if (request.FromNow)
            from = FeedPosition.After(await database.ReadAsync(RevisionStore.LatestAsync, context.CancellationToken));
        await streams.RunAsync(
            context,
            from,
            (at, cancellation) => reader.ReadSharedAsync(at, head.Revision, cancellation),
            (at, limit, cancellation) => head.BeyondAsync(at.Revision, limit, cancellation),
            (token, change, cancellation) => responseStream.WriteAsync(new WatchChangesResponse { Token = token, Change = change }, cancellation));
    }
}
