using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Receives enforceable sanctions and their corrections from the Discipline service, which delivers at least once; each is applied exactly
/// once.</summary>
internal sealed partial class SanctionsGrpc(
    Database database, ChangeRunner changes, PersonVersions versions, PhysicianLocks locks, SuspensionVault vault, RppsPolicy rppsPolicy)
    : SanctionsService.SanctionsServiceBase
{
    public override Task<RecordSanctionResponse> RecordSanction(RecordSanctionRequest request, ServerCallContext context)
    {
        var asked = SanctionInput.Read(request, rppsPolicy);
        return changes.RunAsync(context, request, request.RequestId, "", async change =>
        {
            // Concurrent deliveries of one decision wait here for each other.
            var revision = await RevisionStore.NextAsync(change.Sql, change.At);
            // Recorded under the number of the decision, merged or not: each number of the person answers with the restriction.
            if (await versions.RaiseAsync(change, asked.Rpps, revision) is null)
                throw Fault.NotFound("physician");

            var restriction = asked with { Id = change.NewId() };
            if (!await RestrictionStore.AddAsync(change.Sql, restriction, change.At, revision))
            {
                var known = (await RestrictionStore.OfDecisionAsync(change.Sql, asked.DecisionId))!;
                if (known != asked with { Id = known.Id })
                {
                    throw Fault.AlreadyExists(
                        RegistryReasons.DecisionRecorded, "decision_id",
                        "This decision is in the register with other terms: correct or withdraw it with CorrectSanction.");
                }

                change.Unchanged();
                return new RecordSanctionResponse { RestrictionId = known.Id };
            }

            change.Audit("registry.restriction.recorded", $"physicians/{asked.Rpps}", null, Audited(restriction));
            return new RecordSanctionResponse { RestrictionId = restriction.Id };
        });
    }

    public override Task<CorrectSanctionResponse> CorrectSanction(CorrectSanctionRequest request, ServerCallContext context)
    {
        var asked = SanctionInput.Read(request, rppsPolicy);
        return changes.RunAsync(context, request, request.RequestId, "", async change =>
        {
            var revision = await RevisionStore.NextAsync(change.Sql, change.At);
            if (await versions.RaiseAsync(change, asked.Rpps, revision) is null)
                throw Fault.NotFound("physician");

            if (await RestrictionStore.OfDecisionAsync(change.Sql, asked.DecisionId) is not { } known || known.Rpps != asked.Rpps)
            {
                if (!asked.Withdrawn || !await RestrictionStore.WasWithdrawnAsync(change.Sql, asked.DecisionId, asked.Rpps))
                    throw Fault.NotFound("sanction");
                change.Unchanged();
                return new CorrectSanctionResponse();
            }

            var corrected = SanctionRules.Corrected(known, asked);
            if (corrected == known)
            {
                change.Unchanged();
                return new CorrectSanctionResponse();
            }

            SanctionRules.CheckNotRelieved(await ReliefStore.OfRadiationAsync(change.Sql, known.Id));
            await RestrictionStore.SupersedeAsync(change.Sql, known.Id, revision);
            // The id stays, so that requests for relief that were refused still belong to the radiation.
            if (corrected is not null)
                await RestrictionStore.AddAsync(change.Sql, corrected, change.At, revision);
            change.Audit("registry.restriction.corrected", $"physicians/{known.Rpps}", Audited(known), new
            {
                withdrawn = asked.Withdrawn,
                effectiveOn = corrected?.EffectiveOn,
                endsOn = corrected?.EndsOn,
            });
            return new CorrectSanctionResponse();
        });
    }

    private static object Audited(RestrictionRow row) => new
    {
        restriction = row.Id,
        decision = row.DecisionId,
        kind = row.Kind,
        effectiveOn = row.EffectiveOn,
        endsOn = row.EndsOn,
    };
}
