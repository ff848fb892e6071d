using System.Buffers.Text;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.WatchLists;

internal sealed class WatchListsGrpc(
    Database database, ChangeRunner changes, WatchListChanges lists, WatchNews news, WatchFollower follower, FeedStreams streams,
    RppsPolicy rppsPolicy) : WatchListsService.WatchListsServiceBase
{
    public override async Task<AddWatchedPhysiciansResponse> AddWatchedPhysicians(AddWatchedPhysiciansRequest request, ServerCallContext context)
    {
        var (id, numbers) = Read(request.RequestId, request.Rpps, mayBeEmpty: false);
        var first = await lists.LookAsync(numbers, context.CancellationToken);
        return await changes.RunAsync(context, request, id, "", async change =>
        {
            var result = await lists.AddAsync(change, Partner(context), numbers, first);
            return new AddWatchedPhysiciansResponse { Added = result.Added, Total = result.Total };
        });
    }

    public override Task<RemoveWatchedPhysiciansResponse> RemoveWatchedPhysicians(RemoveWatchedPhysiciansRequest request, ServerCallContext context)
    {
        var (id, numbers) = Read(request.RequestId, request.Rpps, mayBeEmpty: false);
        return changes.RunAsync(context, request, id, "", async change =>
        {
            var result = await WatchListChanges.RemoveAsync(change, Partner(context), numbers);
            return new RemoveWatchedPhysiciansResponse { Removed = result.Removed, Total = result.Total };
        });
    }

    public override async Task<ReplaceWatchedPhysiciansResponse> ReplaceWatchedPhysicians(ReplaceWatchedPhysiciansRequest request, ServerCallContext context)
    {
        var (id, numbers) = Read(request.RequestId, request.Rpps, mayBeEmpty: true);
        var first = await lists.LookAsync(numbers, context.CancellationToken);
        return await changes.RunAsync(context, request, id, "", async change =>
        {
            var result = await lists.ReplaceAsync(change, Partner(context), numbers, first);
            return new ReplaceWatchedPhysiciansResponse { Added = result.Added, Removed = result.Removed, Total = result.Total };
        });
    }

    public override async Task<ListWatchedPhysiciansResponse> ListWatchedPhysicians(ListWatchedPhysiciansRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, FeedInput.DefaultPage, FeedInput.LongestPage);
        var after = After(request.PageToken);
        violations.Require(after is not null, "page_token", "Send next_page_token as it was received, or nothing for the first page.");
        violations.ThrowIfAny();

        var (rows, total) = await database.SnapshotAsync(
            async sql => (
                await WatchListStore.PageAsync(sql, Partner(context), after!, size + 1), await WatchListStore.CountAsync(sql, Partner(context))),
            context.CancellationToken);
        return new ListWatchedPhysiciansResponse
        {
            Physicians = { rows.Take(size).Select(row => new WatchedPhysician { Rpps = row.Rpps, AddedAt = Timestamp.FromDateTimeOffset(row.AddedAt) }) },
            NextPageToken = rows.Count > size ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(rows[size - 1].Rpps)) : "",
            Total = total,
        };
    }

    public override async Task WatchPhysicians(WatchPhysiciansRequest request, IServerStreamWriter<WatchPhysiciansResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var from = violations.Position(request.SinceToken, "since_token");
        violations.ThrowIfAny();

        if (request.SinceToken.Length == 0)
            from = await database.ReadAsync(ShownStore.ProgressAsync, context.CancellationToken);
        await streams.RunAsync(
            context,
            from,
            (at, cancellation) => news.ReadAsync(Partner(context), at, cancellation),
            (at, limit, cancellation) => follower.BeyondAsync(at.Revision, limit, cancellation),
            (token, change, cancellation) => responseStream.WriteAsync(new WatchPhysiciansResponse { Token = token, Change = change }, cancellation));
    }

    private static string Partner(ServerCallContext context) => context.Caller().Person.Subject;

    private (string RequestId, IReadOnlyCollection<string> Numbers) Read(string requestId, IReadOnlyList<string> rpps, bool mayBeEmpty)
    {
        var violations = new Violations();
        var id = violations.RequestId(requestId);
        var numbers = violations.Numbers(rpps, mayBeEmpty, rppsPolicy);
        violations.ThrowIfAny();
        return (id, numbers);
    }

    private static string? After(string token)
    {
        if (token.Length == 0)
            return "";
        Span<byte> bytes = stackalloc byte[RppsNumber.Length];
        return token.Length == Base64Url.GetEncodedLength(RppsNumber.Length) && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var length)
            && RppsNumber.TryParse(Encoding.ASCII.GetString(bytes[..length]), acceptFictitious: true, out var number)
            ? number.Value
            : null;
    }
}
