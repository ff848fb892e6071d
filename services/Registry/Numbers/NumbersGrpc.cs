using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Snapshots;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Numbers;

internal sealed class NumbersGrpc(Database database) : NumbersService.NumbersServiceBase
{
    private const int PageSize = 5_000;

    public override async Task<ReadNumbersResponse> ReadNumbers(ReadNumbersRequest request, ServerCallContext context)
    {
        var after = NumbersPosition.Parse(request.Token) ?? throw Fault.Invalid("token", "Send a next_token as it was received, or nothing to begin.");
        var (latest, rows) = await database.SnapshotAsync(
            async sql => (await RevisionStore.LatestAsync(sql), await NumbersStore.AfterAsync(sql, after, PageSize + 1)), context.CancellationToken);
        var page = rows.Take(PageSize).ToList();
        if (after == NumbersPosition.Start && page.Count > 0)
        {
            after = after with { Walk = latest };
            context.ReadsInBulk(BulkReads.SubjectOf(""), latest);
        }

        foreach (var row in page.Where(row => row.Revision > after.Walk))
            context.Reads($"physicians/{row.Rpps}");
        return new ReadNumbersResponse
        {
            Numbers = { page.Select(row => new RegisterNumber { Rpps = row.Rpps, Council = row.Council }) },
            NextToken = page.Count == 0 ? request.Token : (after with { Revision = page[^1].Revision, Rpps = page[^1].Rpps }).Token,
            Complete = rows.Count <= PageSize,
        };
    }
}
