using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Receives enforceable sanctions from the Discipline service, which delivers at least once; each is recorded exactly once.</summary>
internal sealed class SanctionsGrpc(ChangeRunner changes, PersonVersions versions, RppsPolicy rppsPolicy) : SanctionsService.SanctionsServiceBase
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
                        "This decision is in the register with other terms. A correction is another decision.");
                }

                change.Unchanged();
                return new RecordSanctionResponse { RestrictionId = known.Id };
            }

            change.Audit("registry.restriction.recorded", $"physicians/{asked.Rpps}", null, new
            {
                restriction = restriction.Id,
                decision = restriction.DecisionId,
                kind = restriction.Kind,
                effectiveOn = restriction.EffectiveOn,
                endsOn = restriction.EndsOn,
            });
            return new RecordSanctionResponse { RestrictionId = restriction.Id };
        });
    }
}
