using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Enforceable sanctions as the Discipline service hands them over: at least once on its side, exactly once here.</summary>
internal sealed class SanctionsGrpc(ChangeRunner changes, PersonVersions versions, RppsPolicy rppsPolicy) : SanctionsService.SanctionsServiceBase
{
    public override Task<RecordSanctionResponse> RecordSanction(RecordSanctionRequest request, ServerCallContext context)
    {
        var asked = SanctionRules.Read(request, rppsPolicy);
        return changes.RunAsync(context, request, request.RequestId, "", async change =>
        {
            // The same decision delivered twice at once waits here for its twin.
            var revision = await RevisionStore.NextAsync(change.Sql, change.At);
            // Recorded under the number that the decision names, merged or not: the one person is shown with it whichever number is asked about.
            if (await versions.RaiseAsync(change, asked.Rpps, revision) is null)
                throw Fault.NotFound("physician");

            var restriction = asked with { Id = change.NewId() };
            if (!await RestrictionStore.AddAsync(change.Sql, restriction, change.At, revision))
            {
                var known = (await RestrictionStore.OfDecisionAsync(change.Sql, asked.DecisionId))!;
                if (known != asked with { Id = known.Id })
                {
                    throw Fault.AlreadyExists(
                        RegistryReasons.DecisionRecorded, "decision_id", "This decision is in the register with other terms. A correction is another decision.");
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
