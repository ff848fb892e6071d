using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Registry.Restrictions;

internal sealed partial class RestrictionsGrpc
{
    public override Task<RecordReliefResponse> RecordRelief(RecordReliefRequest request, ServerCallContext context)
    {
        var (requestId, asked) = ReliefInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var radiation = await ReliefStore.RadiationAsync(change.Sql, asked.RestrictionId) ?? throw Fault.NotFound("radiation");
            // A relief is recorded under the number of the radiation, even when that number was merged since.
            var physician = await locks.LockEvenMergedAsync(change, radiation.Rpps, request.Etag, context.Scope());
            // Read again under the lock: it may have been withdrawn meanwhile.
            radiation = await ReliefStore.RadiationAsync(change.Sql, radiation.Id) ?? throw Fault.NotFound("radiation");
            ReliefRules.Check(asked, radiation, await ReliefStore.OfRadiationAsync(change.Sql, radiation.Id));
            var row = asked with { Id = change.NewId(), Rpps = radiation.Rpps };
            await ReliefStore.AddAsync(change.Sql, row, physician.Revision, change.Actor.Person.Subject);
            var entry = await RegisterEntries.KnownAsync(change.Sql, radiation.Rpps);
            FactRules.CheckSequence(entry);
            change.Audit("registry.relief.recorded", $"physicians/{row.Rpps}", null, Audited(row));
            return new RecordReliefResponse
            {
                Radiation = await ToProtoAsync(change.Sql, radiation),
                Registration = RegistrationRules.At(entry, LegalDay.Of(change.At)),
            };
        });
    }

    public override Task<CorrectReliefResponse> CorrectRelief(CorrectReliefRequest request, ServerCallContext context)
    {
        var (requestId, id, terms, reason) = ReliefInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            var rpps = (await ReliefStore.GetAsync(change.Sql, id) ?? throw Fault.NotFound("relief")).Rpps;
            var physician = await locks.LockEvenMergedAsync(change, rpps, request.Etag, context.Scope());
            // Read again under the lock.
            var old = (await ReliefStore.GetAsync(change.Sql, id))!;
            if (old.SupersededAt is not null)
                throw Fault.Precondition(RegistryReasons.ReliefSuperseded, "This relief was corrected before: correct the one that took its place.");
            var radiation = await ReliefStore.RadiationAsync(change.Sql, old.RestrictionId) ?? throw Fault.NotFound("radiation");
            var correction = terms is null ? null : terms with { Id = change.NewId(), RestrictionId = old.RestrictionId, Rpps = rpps };
            ReliefRules.CheckCorrection(old, correction, radiation, await ReliefStore.OfRadiationAsync(change.Sql, radiation.Id));
            var before = await RegisterEntries.KnownAsync(change.Sql, rpps);
            await ReliefStore.SupersedeAsync(change.Sql, id, physician.Revision);
            if (correction is not null)
            {
                await ReliefStore.AddAsync(change.Sql, correction, physician.Revision, change.Actor.Person.Subject);
                await ReliefStore.ReplaceAsync(change.Sql, id, correction.Id);
            }

            var entry = await RegisterEntries.KnownAsync(change.Sql, rpps);
            FactRules.CheckSequence(entry);
            ReliefRules.CheckEntries(before, entry);
            change.Audit("registry.relief.corrected", $"physicians/{rpps}", Audited(old), correction is null ? null : Audited(correction));
            return new CorrectReliefResponse
            {
                Radiation = await ToProtoAsync(change.Sql, radiation),
                Registration = RegistrationRules.At(entry, LegalDay.Of(change.At)),
            };
        });
    }

    public override async Task<ListRadiationsResponse> ListRadiations(ListRadiationsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Rpps(request.Rpps, rppsPolicy);
        var size = violations.PageSize(request.PageSize);
        var after = violations.After(request.PageToken);
        violations.ThrowIfAny();

        var response = await database.SnapshotAsync(async sql =>
        {
            if (await PhysicianStore.CouncilAsync(sql, request.Rpps, context.Scope()) is null)
                throw Fault.NotFound("physician");
            var (rows, next) = Paging.PageOf(await ReliefStore.RadiationsAsync(sql, request.Rpps, after, size + 1), size, row => row.Id);
            var page = new ListRadiationsResponse { NextPageToken = next };
            foreach (var row in rows)
                page.Radiations.Add(await ToProtoAsync(sql, row));
            return page;
        }, context.CancellationToken);
        context.Reads($"physicians/{request.Rpps}");
        return response;
    }

    private static async Task<Radiation> ToProtoAsync(SqlSession sql, RestrictionRow row)
    {
        var reliefs = await ReliefStore.OfRadiationAsync(sql, row.Id);
        // Before the first request the register does not know the day on which the radiation became final, only its first day.
        var wait = ReliefRules.Wait(row.EffectiveOn, reliefs);
        return new Radiation
        {
            RestrictionId = row.Id,
            Rpps = row.Rpps,
            DecisionId = row.DecisionId,
            EffectiveOn = row.EffectiveOn.ToProto(),
            Reliefs = { reliefs.Select(ToProto) },
            Wait = wait is null ? null : RegistrationMap.ToProto(wait),
            SupersededReliefs = { (await ReliefStore.SupersededAsync(sql, row.Id)).Select(ToProto) },
        };
    }

    private static Relief ToProto(ReliefRow row) => new()
    {
        ReliefId = row.Id,
        Decision = row.Decision,
        FinalOn = row.FinalOn.ToProto(),
        RequestedOn = row.RequestedOn.ToProto(),
        DecidedOn = row.DecidedOn.ToProto(),
        Outcome = Enum.Parse<ReliefOutcome>(row.Outcome),
        EffectiveOn = row.EffectiveOn?.ToProto(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
        SupersededAt = row.SupersededAt?.ToTimestamp(),
        SupersededBy = row.SupersededBy,
    };

    private static object Audited(ReliefRow row) => new
    {
        relief = row.Id,
        restriction = row.RestrictionId,
        decision = row.Decision,
        finalOn = row.FinalOn,
        requestedOn = row.RequestedOn,
        outcome = row.Outcome,
        decidedOn = row.DecidedOn,
        effectiveOn = row.EffectiveOn,
    };
}
