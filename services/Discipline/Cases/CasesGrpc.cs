using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Cases, limited to the caller's council or chamber.</summary>
internal sealed class CasesGrpc(Database database, ChangeRunner changes, TimeProvider clock) : CasesService.CasesServiceBase
{
    public override Task<RecordCompleteFileResponse> RecordCompleteFile(RecordCompleteFileRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.CaseId, "case_id");
        var completeOn = violations.Date(request.CompleteOn, "complete_on");
        violations.Require(completeOn <= LegalDay.Today(clock), "complete_on", "Write a day that is not in the future.");
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, id, context.Scope());
            CompleteFileRules.Check(file, completeOn);
            var time = CompleteFileRules.DecisionTime(file.Chamber, completeOn);
            await CaseStore.AddCompleteFileAsync(
                change.Sql, id, completeOn, time is null ? null : TimeLimitMap.ToProto(time), time?.LastDay, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.complete_file.recorded", $"cases/{id}", null, new { completeOn, decisionDueOn = time?.LastDay });
            return new RecordCompleteFileResponse
            {
                Case = CaseMap.ToProto((await CaseStore.GetAsync(change.Sql, id, reach))!, reach, LegalDay.Of(change.At)),
            };
        });
    }

    public override async Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        var row = await database.ReadAsync(sql => CaseStore.GetAsync(sql, id, reach), context.CancellationToken) ?? throw Fault.NotFound("case");
        context.Reads($"cases/{id}");
        context.Reads($"physicians/{row.Rpps}");
        return new GetCaseResponse { Case = CaseMap.ToProto(row, reach, LegalDay.Today(clock)) };
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
