using Grpc.Core;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.OwnCases;

/// <summary>The cases of the physician who asks. The number comes from the token, never from the request.</summary>
internal sealed class OwnCasesGrpc(Database database, TimeProvider clock) : OwnCasesService.OwnCasesServiceBase
{
    public override async Task<GetOwnCaseResponse> GetOwnCase(GetOwnCaseRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var person = context.Scope().Person;
        var (row, articles, proceeding) = await database.SnapshotAsync(
            async sql =>
            {
                var row = await OwnCaseStore.GetAsync(sql, id, person) ?? throw Fault.NotFound("case");
                return (row, await OwnCaseStore.ArticlesAsync(sql, row), await ProceedingStore.LoadAsync(sql, id));
            },
            context.CancellationToken);
        context.Reads($"cases/{id}");
        context.Reads($"physicians/{person}");
        return new GetOwnCaseResponse { Case = OwnCaseMap.ToProto(row, articles, proceeding, LocalDay.Of(clock.GetUtcNow(), row.Council)) };
    }

    public override async Task<ListOwnCasesResponse> ListOwnCases(ListOwnCasesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var before = violations.Before(request.PageToken);
        violations.ThrowIfAny();

        var person = context.Scope().Person;
        var rows = await database.ReadAsync(sql => OwnCaseStore.PageAsync(sql, person, before, size + 1), context.CancellationToken);
        context.Reads($"physicians/{person}");
        var (page, next) = Paging.PageOf(rows, size, row => row.Id);
        return new ListOwnCasesResponse { Cases = { page.Select(OwnCaseMap.ToSummary) }, NextPageToken = next };
    }
}
