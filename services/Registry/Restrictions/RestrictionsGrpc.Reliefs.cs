using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>Radiations, and the relief from them.</content>
internal sealed partial class RestrictionsGrpc
{
    public override Task<RecordReliefResponse> RecordRelief(RecordReliefRequest request, ServerCallContext context)
    {
        var (requestId, asked) = ReliefRules.Read(request, LegalDay.Today(clock));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var radiation = await ReliefStore.RadiationAsync(change.Sql, asked.RestrictionId) ?? throw Fault.NotFound("radiation");
            // Under the number that the radiation was recorded under, merged since or not.
            var physician = await desk.TakeEvenMergedAsync(change, radiation.Rpps, request.Etag, context.Scope());
            // Read now that nobody else can add one.
            ReliefRules.Check(asked, radiation, await ReliefStore.OfRadiationAsync(change.Sql, radiation.Id));
            var row = asked with { Id = change.NewId(), Rpps = radiation.Rpps };
            await ReliefStore.AddAsync(change.Sql, row, physician.Revision, change.Actor.Person.Subject);
            var entry = await PhysicianDesk.EntryAsync(change.Sql, radiation.Rpps);
            FactRules.CheckLife(entry);
            change.Audit("registry.relief.recorded", $"physicians/{row.Rpps}", null, new
            {
                relief = row.Id,
                restriction = row.RestrictionId,
                decision = row.Decision,
                outcome = row.Outcome,
                decidedOn = row.DecidedOn,
                effectiveOn = row.EffectiveOn,
            });
            return new RecordReliefResponse
            {
                Radiation = await ShowAsync(change.Sql, radiation),
                Registration = RegistrationRules.At(entry, LegalDay.Of(change.At)),
            };
        });
    }

    public override async Task<ListRadiationsResponse> ListRadiations(ListRadiationsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Rpps(request.Rpps, options.Value.AcceptFictitiousRpps);
        var size = violations.Size(request.PageSize);
        var after = violations.After(request.PageToken);
        violations.ThrowIfAny();

        var response = await database.SnapshotAsync(async sql =>
        {
            if (await PhysicianDesk.CouncilAsync(sql, request.Rpps, context.Scope()) is null)
                throw Fault.NotFound("physician");
            var (rows, next) = Paging.Cut(await ReliefStore.RadiationsAsync(sql, request.Rpps, after, size + 1), size, row => row.Id);
            var page = new ListRadiationsResponse { NextPageToken = next };
            foreach (var row in rows)
                page.Radiations.Add(await ShowAsync(sql, row));
            return page;
        }, context.CancellationToken);
        context.Reads($"physicians/{request.Rpps}");
        return response;
    }

    private static async Task<Radiation> ShowAsync(SqlSession sql, RestrictionRow row)
    {
        var reliefs = await ReliefStore.OfRadiationAsync(sql, row.Id);
        // Until a request was recorded, the register knows of the radiation's first day only: nobody may ask before what follows from it.
        var wait = ReliefRules.Wait(row.EffectiveOn, reliefs);
        return new Radiation
        {
            RestrictionId = row.Id,
            Rpps = row.Rpps,
            DecisionId = row.DecisionId,
            EffectiveOn = row.EffectiveOn.ToProto(),
            Reliefs =
            {
                reliefs.Select(relief => new Relief
                {
                    ReliefId = relief.Id,
                    Decision = relief.Decision,
                    FinalOn = relief.FinalOn.ToProto(),
                    RequestedOn = relief.RequestedOn.ToProto(),
                    DecidedOn = relief.DecidedOn.ToProto(),
                    Outcome = Enum.Parse<ReliefOutcome>(relief.Outcome),
                    EffectiveOn = relief.EffectiveOn?.ToProto(),
                    RecordedAt = relief.RecordedAt.ToTimestamp(),
                }),
            },
            Wait = wait is null ? null : RegistrationMap.ToProto(wait),
        };
    }
}
