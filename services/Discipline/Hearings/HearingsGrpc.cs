using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Hearings;

internal sealed class HearingsGrpc(Database database, ChangeRunner changes, IRegisterLookup register, Sealer sealer, TimeProvider clock)
    : HearingsService.HearingsServiceBase
{
    public override Task<SetHearingResponse> SetHearing(SetHearingRequest request, ServerCallContext context)
    {
        var (requestId, asked, members) = HearingInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var instance = await InstanceFiles.LockAsync(change, asked.CaseId, context.Scope(), request.Etag);
            var last = await HearingStore.LastAsync(change.Sql, asked.CaseId, instance.Level);
            var rapporteurs = await InstructionStore.RapporteursAsync(change.Sql, asked.CaseId, instance.Level);
            // A rapporteur is a member of the chamber: those of a chamber that lost the case do not count.
            var received = instance.Level == InstanceLevel.FirstInstance ? await InstructionStore.TransferAsync(change.Sql, asked.CaseId) : null;
            HearingRules.CheckSetting(instance, asked, last, rapporteurs.Count > (received?.Rapporteurs ?? 0));
            FormationRules.Check(instance, members, await BarredAsync(change, instance));
            var row = asked with { Id = change.NewId(), Level = instance.Level, Chamber = instance.Chamber, Number = (last?.Number ?? 0) + 1 };
            await HearingStore.AddAsync(change.Sql, row, members, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.hearing.set", Subject(row.CaseId), null, new
            {
                hearing = row.Id, row.Level, row.Number, row.HearingOn, row.StartsAt, row.Publicity, row.ClosedInPart, members = members.Count,
            });
            return new SetHearingResponse { Hearing = await StepAsync(change, row, context.Scope()) };
        });
    }

    public override Task<RecordSummonsResponse> RecordSummons(RecordSummonsRequest request, ServerCallContext context)
    {
        var (requestId, id, summons) = HearingInput.Read(request, Today(context));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (instance, hearing) = await LockAsync(change, id, context.Scope());
            HearingRules.CheckToCome(instance.File, hearing);
            HearingRules.CheckSummons(instance.File, hearing, summons);
            var earlier = await HearingStore.SummonsesAsync(change.Sql, id);
            var row = summons with { Number = (HearingRules.Of(earlier, summons.Party)?.Number ?? 0) + 1 };
            await HearingStore.AddSummonsAsync(change.Sql, id, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.hearing.summoned", Subject(hearing.CaseId), null, new
            {
                hearing = id, row.Party, row.Number, row.Residence, row.SentOn, row.ReachedOn, row.SilenceTold,
            });
            return new RecordSummonsResponse { Hearing = await StepAsync(change, hearing, context.Scope()) };
        });
    }

    public override async Task<RecordHearingResponse> RecordHearing(RecordHearingRequest request, ServerCallContext context)
    {
        var today = Today(context);
        var (requestId, id, postponedOn) = HearingInput.Read(request, today);
        var seen = await database.ReadAsync(sql => HearingStore.GetAsync(sql, id, HearingReach.Of(context.Scope())), context.CancellationToken)
            ?? throw Fault.NotFound("hearing");
        var held = request.Outcome == HearingOutcome.Held;
        if (held && seen.HearingOn > today)
            throw Fault.Invalid("outcome", $"Record it once the day of the hearing has come, {seen.HearingOn:yyyy-MM-dd}, or postpone it.");
        if (!held && postponedOn < seen.SetOn)
            throw Fault.Invalid("postponed_on", $"Write a day since the hearing was set, {seen.SetOn:yyyy-MM-dd}.");
        // Before the transaction: a slow answer of another service must not hold locks here.
        var isDeceased = held && (await register.FindAsync([seen.Rpps], seen.HearingOn, context))[0] is { IsDeceased: true };
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (instance, hearing) = await LockAsync(change, id, context.Scope());
            HearingRules.CheckToCome(instance.File, hearing);
            if (isDeceased)
                throw HearingRules.DiedBefore(hearing);
            foreach (var (party, i) in request.Present.Select((party, i) => (party, i)))
                InstanceRules.CheckParty(CaseParties.Heard(instance.File), party, $"present[{i}]");
            if (held)
            {
                HearingRules.CheckReached(
                    hearing, await InstanceFiles.SummonedAsync(change.Sql, instance.File), await HearingStore.SummonsesAsync(change.Sql, id));
            }

            await HearingStore.AddOutcomeAsync(
                change.Sql, id, request.Outcome, postponedOn ?? hearing.HearingOn, request.SilenceTold, request.Present, change.Actor.Person.Subject,
                change.At);
            change.Audit(held ? "discipline.hearing.held" : "discipline.hearing.postponed", Subject(hearing.CaseId), null, new
            {
                hearing = id, hearing.HearingOn, postponedOn, present = string.Join(',', request.Present), request.SilenceTold,
            });
            return new RecordHearingResponse { Hearing = await StepAsync(change, hearing, context.Scope()) };
        });
    }

    public override async Task<GetHearingResponse> GetHearing(GetHearingRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.HearingId, "hearing_id");
        violations.ThrowIfAny();

        var scope = context.Scope();
        var hearing = await database.SnapshotAsync(sql => ReadAsync(sql, id, scope), context.CancellationToken) ?? throw Fault.NotFound("hearing");
        context.Reads(Subject(hearing.CaseId));
        context.Reads($"physicians/{hearing.Rpps}");
        return new GetHearingResponse { Hearing = hearing };
    }

    public override async Task<ListHearingsResponse> ListHearings(ListHearingsRequest request, ServerCallContext context)
    {
        var (place, chamber, caseId, size) = HearingInput.Read(request);
        var reach = HearingReach.Of(context.Scope());
        var rows = await database.ReadAsync(sql => HearingStore.PageAsync(sql, reach, chamber, caseId, place, size + 1), context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, HearingInput.Token);
        return new ListHearingsResponse { Hearings = { page.Select(HearingMap.ToSummary) }, NextPageToken = next };
    }

    /// <summary>Null when it is not the caller's to read.</summary>
    private static async Task<Hearing?> ReadAsync(SqlSession sql, string id, RowScope scope)
    {
        var reach = HearingReach.Of(scope);
        if (await HearingStore.GetAsync(sql, id, reach) is not { } row || await CaseFiles.FindAsync(sql, row.CaseId, scope) is not { } file)
            return null;
        var hearing = await HearingMap.ReadAsync(sql, row, file);
        return reach.Holds(row) ? hearing : HearingMap.ForCouncil(hearing, CaseParties.CouncilIn(file, scope));
    }

    private static string Subject(string caseId) => $"cases/{caseId}";

    private DateOnly Today(ServerCallContext context) => LocalDay.Today(clock, context.Scope());

    /// <summary>Locks the case of a hearing. The national registry changes hearings of the national chamber only.</summary>
    private static async Task<(Instance Instance, HearingRow Hearing)> LockAsync(Change change, string id, RowScope scope)
    {
        var seen = await HearingStore.GetAsync(change.Sql, id, HearingReach.Of(scope));
        if (seen is null || seen.Level != InstanceRules.LevelOf(scope))
            throw Fault.NotFound("hearing");
        var instance = await InstanceFiles.LockAsync(change, seen.CaseId, scope, etag: "");
        // Read again under the lock: another clerk may have recorded its outcome.
        return (instance, (await HearingStore.GetAsync(change.Sql, id, HearingReach.Of(scope)))!);
    }

    private static async Task<Hearing> StepAsync(Change change, HearingRow hearing, RowScope scope)
    {
        await CaseFiles.StepAsync(change, hearing.CaseId, scope);
        var row = await HearingStore.GetAsync(change.Sql, hearing.Id, HearingReach.Of(scope));
        return await HearingMap.ReadAsync(change.Sql, row!, (await CaseFiles.FindAsync(change.Sql, hearing.CaseId, scope))!);
    }

    /// <summary>On appeal, those who judged the case in first instance too.</summary>
    private async Task<BarredNames> BarredAsync(Change change, Instance instance)
    {
        var barred = await InstanceFiles.BarredAsync(change, instance.File, sealer);
        return instance.Level == InstanceLevel.National
            ? barred with { Knew = [.. barred.Knew, .. await HearingStore.FirstInstanceNamesAsync(change.Sql, instance.File.Id)] }
            : barred;
    }
}
