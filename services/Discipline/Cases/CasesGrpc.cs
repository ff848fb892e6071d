using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Cases, in the caller's scope.</summary>
internal sealed class CasesGrpc(Database database, ChangeRunner changes, Sealer sealer, TimeProvider clock) : CasesService.CasesServiceBase
{
    public override Task<RecordCompleteFileResponse> RecordCompleteFile(RecordCompleteFileRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.CaseId, "case_id");
        var completeOn = violations.Past(request.CompleteOn, "complete_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, id, context.Scope());
            CompleteFileRules.Check(file, completeOn);
            var time = CompleteFileRules.DecisionTime(file.Chamber, completeOn);
            await CaseStore.AddCompleteFileAsync(
                change.Sql, id, completeOn, time is null ? null : TimeLimitMap.ToProto(time), time?.LastDay, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.complete_file.recorded", $"cases/{id}", null, new { completeOn, decisionDueOn = time?.LastDay });
            return new RecordCompleteFileResponse { Case = await CaseFiles.StepAsync(change, id, context.Scope()) };
        });
    }

    public override Task<RecordDeathResponse> RecordDeath(RecordDeathRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.CaseId, "case_id");
        var diedOn = violations.Past(request.DiedOn, "died_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, id, context.Scope());
            Etag.Check(request.Etag, file.Version);
            CaseRules.CheckOpen(file);
            if (file.Status == CaseStatus.Enforceable)
                throw Fault.Precondition(DisciplineReasons.CaseEnded, "The decision is final: there is no procedure that a death could end (CSP R.4126-21).");
            await CaseStore.AddDeathAsync(change.Sql, id, diedOn, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.death.recorded", $"cases/{id}", null, new { diedOn, file.Status });
            return new RecordDeathResponse { Case = await CaseFiles.StepAsync(change, id, context.Scope()) };
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
        return new GetCaseResponse { Case = CaseMap.ToProto(row, reach, LocalDay.Of(clock.GetUtcNow(), row.Council), CaseMap.Facts(row, reach, sealer)) };
    }

    public override async Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context)
    {
        var (filter, place, size) = CaseInput.Read(request);
        var reach = CaseReach.Of(context.Scope());
        var rows = await database.SnapshotAsync(sql => CaseStore.PageAsync(sql, filter, reach, place, size + 1), context.CancellationToken);
        var response = new ListCasesResponse { NextPageToken = Paging.Next(rows, size, row => CaseInput.Token(filter, row)) };
        response.Cases.AddRange(rows.Take(size).Select(CaseMap.ToSummary));
        return response;
    }
}
