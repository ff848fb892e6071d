using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

internal sealed partial class DuplicatesGrpc(
    Database database, ChangeRunner changes, PersonVersions versions, TimeProvider clock, RppsPolicy rppsPolicy)
    : DuplicatesService.DuplicatesServiceBase
{
    public override async Task<ListSuspectedDuplicatesResponse> ListSuspectedDuplicates(ListSuspectedDuplicatesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize);
        var after = PairCursor.Parse(request.PageToken);
        violations.Require(after is not null, "page_token", Paging.TokenExpected);
        violations.ThrowIfAny();

        var (pairs, next) = await database.SnapshotAsync(sql => SuspicionWalk.PageAsync(sql, after!, context.Scope(), size), context.CancellationToken);
        return new ListSuspectedDuplicatesResponse { Pairs = { pairs }, NextPageToken = next?.Token() ?? "" };
    }

    public override async Task<CompareRecordsResponse> CompareRecords(CompareRecordsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.DifferentNumbers(request.First, "first", request.Second, "second", rppsPolicy);
        violations.ThrowIfAny();

        var response = await database.SnapshotAsync(async sql =>
        {
            if (!await SuspicionStore.AreInScopeAsync(sql, request.First, request.Second, context.Scope()))
                throw Fault.NotFound("physician");
            var links = await MergeLinks.LoadAsync(sql, [request.First, request.Second]);
            var answer = new CompareRecordsResponse
            {
                First = await RecordAsync(sql, request.First, links),
                Second = await RecordAsync(sql, request.Second, links),
            };
            answer.Likenesses.AddRange(DuplicateRules.Between(answer.First.Physician, answer.Second.Physician));
            return answer;
        }, context.CancellationToken);
        context.Reads($"physicians/{request.First}");
        context.Reads($"physicians/{request.Second}");
        return response;
    }

    public override async Task<GetMergeResponse> GetMerge(GetMergeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.MergeId, "merge_id");
        violations.ThrowIfAny();

        var row = await database.ReadAsync(sql => MergeStore.GetAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("merge");
        context.Reads($"physicians/{row.Kept}");
        context.Reads($"physicians/{row.Merged}");
        return new GetMergeResponse { Merge = MergeRules.ToProto(row) };
    }

    public override async Task<ListMergesResponse> ListMerges(ListMergesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.Rpps.Length > 0)
            violations.Rpps(request.Rpps, rppsPolicy);
        var size = violations.PageSize(request.PageSize);
        var before = violations.Before(request.PageToken);
        violations.ThrowIfAny();

        var rows = await database.ReadAsync(sql => MergeStore.PageAsync(sql, request.Rpps, before, size + 1), context.CancellationToken);
        // A list asked for by number shows that person's merges, as GetMerge does.
        if (request.Rpps.Length > 0 && rows.Count > 0)
            context.Reads($"physicians/{request.Rpps}");
        return new ListMergesResponse
        {
            Merges = { rows.Take(size).Select(MergeRules.ToProto) },
            NextPageToken = Paging.Next(rows, size, row => row.Id),
        };
    }

    private async Task<ComparedRecord> RecordAsync(SqlSession sql, string rpps, MergeLinks links)
    {
        var record = (await RegisterEntries.LoadAloneAsync(sql, rpps))!;
        return new ComparedRecord
        {
            Physician = record.Value.Physician,
            Registration = RegistrationRules.At(record.Value, LegalDay.Today(clock)),
            Etag = Etag.Of(record.Version),
            MergedInto = links.KeptOf(rpps) ?? "",
        };
    }
}
