using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Read RPCs for cases, limited to the caller's council or chamber.</summary>
internal sealed class CasesGrpc(Database database) : CasesService.CasesServiceBase
{
    public override async Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        var row = await database.ReadAsync(sql => CaseStore.GetAsync(sql, id, reach), context.CancellationToken) ?? throw Fault.NotFound("case");
        context.Reads($"cases/{id}");
        context.Reads($"physicians/{row.Rpps}");
        return new GetCaseResponse { Case = CaseMap.ToProto(row, reach) };
    }

    public override async Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var before = violations.Before(request.PageToken);
        violations.Require(System.Enum.IsDefined(request.Status), "status", "Send a status of the contract, or none.");
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        violations.Require(request.Rpps.Length == 0 || RppsNumber.IsValid(request.Rpps), "rpps", RppsNumber.Expected);
        violations.ThrowIfAny();

        var filter = new CaseFilter(request.Status, request.Council, request.Rpps);
        var reach = CaseReach.Of(context.Scope());
        var rows = await database.ReadAsync(sql => CaseStore.PageAsync(sql, filter, reach, before, size + 1), context.CancellationToken);
        // A list by number shows that person's cases, as GetCase does: it is a logged read.
        if (request.Rpps.Length > 0 && rows.Count > 0)
            context.Reads($"physicians/{request.Rpps}");
        var response = new ListCasesResponse { NextPageToken = Paging.Next(rows, size, row => row.Id) };
        response.Cases.AddRange(rows.Take(size).Select(CaseMap.ToSummary));
        return response;
    }
}
