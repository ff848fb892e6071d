using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Conciliations;

internal sealed class ConciliationsGrpc(Database database, ChangeRunner changes, Sealer sealer, Blinder blinder, TimeProvider clock)
    : ConciliationsService.ConciliationsServiceBase
{
    public override Task<RequestOtherCouncilResponse> RequestOtherCouncil(RequestOtherCouncilRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var requestedOn = violations.Past(request.RequestedOn, "requested_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            ConciliationRules.CheckOtherCouncil(file, requestedOn);
            await ConciliationStore.AddOtherCouncilRequestAsync(change.Sql, caseId, requestedOn, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.other_council.requested", $"cases/{caseId}", null, new { requestedOn });
            return new RequestOtherCouncilResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<NameConciliatingCouncilResponse> NameConciliatingCouncil(NameConciliatingCouncilRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        var namedOn = violations.Past(request.NamedOn, "named_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            ConciliationRules.CheckNamed(file, request.Council, namedOn);
            await ConciliationStore.AddOtherCouncilAnswerAsync(change.Sql, caseId, request.Council, namedOn, change.Actor.Person.Subject, change.At);
            await CaseFiles.NameConciliatingCouncilAsync(change, caseId, request.Council);
            change.Audit("discipline.other_council.named", $"cases/{caseId}", null, new { request.Council, namedOn });
            return new NameConciliatingCouncilResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override Task<SummonConciliationResponse> SummonConciliation(SummonConciliationRequest request, ServerCallContext context)
    {
        var (requestId, caseId, summons) = ConciliationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await LockToConciliateAsync(change, caseId, context.Scope(), request.Etag);
            if (summons.SentOn < file.RegisteredOn)
                throw Fault.Invalid("sent_on", "Write a day that is not before the registration of the complaint.");
            ConciliationRules.CheckConciliators(summons.Conciliators, await CaseFiles.RespondentNamesAsync(change, file));
            var number = (await ConciliationStore.SummonsesAsync(change.Sql, caseId)).Count + 1;
            await ConciliationStore.AddSummonsAsync(change.Sql, caseId, number, summons, change.Actor.Person.Subject, change.At);
            change.Audit(
                "discipline.conciliation.summoned", $"cases/{caseId}", null,
                new { number, summons.SentOn, summons.MeetingOn, conciliators = summons.Conciliators.Count });
            return new SummonConciliationResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override async Task<RecordConciliationResponse> RecordConciliation(RecordConciliationRequest request, ServerCallContext context)
    {
        var (requestId, caseId, minutes) = ConciliationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        // Sealed before the transaction: the key ring may write a key.
        var seen = await database.ReadAsync(sql => CaseFiles.FindAsync(sql, caseId, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        var disagreements = minutes.Disagreements.Length == 0 ? null : sealer.Seal(SealPurposes.Disagreements, SealedTo(seen), minutes.Disagreements);
        var blinded = request.Clone();
        blinded.Disagreements = request.Disagreements.Length == 0 ? "" : blinder.Blind(request.Disagreements);

        return await changes.RunAsync(context, blinded, requestId, "", async change =>
        {
            var file = await LockToConciliateAsync(change, caseId, context.Scope(), request.Etag);
            if (file.SummonedOn is not { } summoned)
                throw CaseRules.Wrong(file, "the parties are not summoned yet (CSP R.4123-19): record the summons first");
            if (minutes.HeldOn < summoned)
                throw Fault.Invalid("held_on", "Write a day that is not before the summons.");
            await ConciliationStore.AddMinutesAsync(change.Sql, caseId, minutes, disagreements, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.conciliation.recorded", $"cases/{caseId}", null, new { minutes.HeldOn, minutes.Outcome });
            return new RecordConciliationResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    public override async Task<GetConciliationResponse> GetConciliation(GetConciliationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var (file, summonses, conciliators, disagreements) = await database.SnapshotAsync(
            async sql => (
                await CaseFiles.FindAsync(sql, caseId, context.Scope()), await ConciliationStore.SummonsesAsync(sql, caseId),
                await ConciliationStore.ConciliatorsAsync(sql, caseId), await ConciliationStore.DisagreementsAsync(sql, caseId)),
            context.CancellationToken);
        if (file is null || summonses.Count == 0)
            throw Fault.NotFound("conciliation");
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{file.Rpps}");
        return new GetConciliationResponse
        {
            Conciliation = new Conciliation
            {
                CaseId = caseId,
                Council = file.ConciliatingCouncil.Length > 0 ? file.ConciliatingCouncil : file.Council,
                Summonses =
                {
                    summonses.Select(summons => new ConciliationSummons
                    {
                        SentOn = summons.SentOn.ToProto(),
                        MeetingOn = summons.MeetingOn.ToProto(),
                        Conciliators = { conciliators.Where(one => one.Number == summons.Number).Select(one => one.Name) },
                    }),
                },
                Minutes = file.HeldOn is not { } heldOn ? null : new ConciliationMinutes
                {
                    HeldOn = heldOn.ToProto(),
                    Outcome = file.Conciliation,
                    Disagreements = disagreements is null ? "" : sealer.Open(SealPurposes.Disagreements, SealedTo(file), disagreements),
                },
            },
        };
    }

    private static SealedTo SealedTo(CaseRow file) => new(file.Id, file.Council);

    private static async Task<CaseRow> LockToConciliateAsync(Change change, string caseId, RowScope scope, string etag)
    {
        var file = await CaseFiles.LockForChangeAsync(change, caseId, scope);
        Etag.Check(etag, file.Version);
        ConciliationRules.CheckToConciliate(file);
        ConciliationRules.CheckCouncil(file, scope);
        return file;
    }
}
