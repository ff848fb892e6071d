using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Deliberations;

/// <summary>Votes of a council, which no other body sees.</summary>
internal sealed class DeliberationsGrpc(Database database, ChangeRunner changes, TimeProvider clock) : DeliberationsService.DeliberationsServiceBase
{
    public override Task<RecordDeliberationResponse> RecordDeliberation(RecordDeliberationRequest request, ServerCallContext context)
    {
        var (requestId, caseId, deliberation, members) = DeliberationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            DeliberationRules.CheckState(file);
            DeliberationRules.CheckOutcome(file, deliberation.Outcome);
            DeliberationRules.CheckFits(file, deliberation.DeliberatedOn, members, await CaseFiles.RespondentNamesAsync(change, file));
            await DeliberationStore.InsertAsync(change.Sql, caseId, deliberation, members, change.Actor.Person.Subject, change.At);
            // The audit entry holds neither names nor votes: those stay with the council.
            change.Audit(
                "discipline.deliberation.recorded", $"cases/{caseId}", null, new { deliberation.DeliberatedOn, deliberation.Outcome, members = members.Count });
            return new RecordDeliberationResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override async Task<GetDeliberationResponse> GetDeliberation(GetDeliberationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var (file, row, members) = await database.SnapshotAsync(
            async sql => (
                await CaseFiles.FindAsync(sql, caseId, context.Scope()), await DeliberationStore.GetAsync(sql, caseId),
                await DeliberationStore.MembersAsync(sql, caseId)),
            context.CancellationToken);
        // A council that conciliates, or keeps the respondent's register, does not see the votes.
        if (file is null || row is null || file.Council != context.Scope().Council)
            throw Fault.NotFound("deliberation");
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{file.Rpps}");
        return new GetDeliberationResponse
        {
            Deliberation = new Deliberation
            {
                CaseId = caseId,
                DeliberatedOn = row.DeliberatedOn.ToProto(),
                Outcome = row.Outcome,
                Members = { members.Select(member => new DeliberatingMember { Name = member.Name, Recused = member.Recused }) },
                VotesFor = row.VotesFor,
                VotesAgainst = row.VotesAgainst,
                Abstentions = row.Abstentions,
                ReasonedOpinion = row.ReasonedOpinion,
            },
        };
    }
}
