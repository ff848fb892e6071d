using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>The end by law of an emergency suspension on which a disciplinary chamber has ruled.</content>
internal sealed partial class SanctionsGrpc
{
    public override async Task<RecordEmergencyRulingResponse> RecordEmergencyRuling(RecordEmergencyRulingRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var ruledOn = violations.Date(request.RuledOn, "ruled_on");
        violations.ThrowIfAny();

        // Opened and sealed outside the write transaction; what ends is looked up again in it.
        var running = await database.SnapshotAsync(
            async sql =>
            {
                var held = await GroundStore.AllAsync(sql, request.Rpps);
                return (await SuspensionStore.PageAsync(sql, request.Rpps, "", int.MaxValue))
                    .Where(row => EmergencyRules.Ended(row, ruledOn) is not null)
                    .Select(row => (Row: row, Held: held.Single(ground => ground.SuspensionId == row.Id))).ToList();
            },
            context.CancellationToken);
        var ending = running.Where(suspension => vault.OpenCourse(suspension.Row, suspension.Held).Body != nameof(EmergencyBody.Formation))
            .Select(suspension => (
                suspension.Row.Id, Lift: vault.SealLift(suspension.Row, new SealedLift(nameof(LiftGround.OrderRuled), null, null, null)))).ToList();

        return await changes.RunAsync(context, request, request.RequestId, "", async change =>
        {
            if (ending.Count == 0)
            {
                change.Unchanged();
                return new RecordEmergencyRulingResponse();
            }

            var physician = await locks.LockEvenMergedAsync(change, request.Rpps, "", RowScope.Everything);
            var ended = 0;
            foreach (var (id, lift) in ending)
            {
                if (EmergencyRules.Ended((await SuspensionStore.GetAsync(change.Sql, id))!, ruledOn) is not { } row)
                    continue;
                await SuspensionRecorder.LiftAsync(change, row, lift, physician);
                ended++;
            }

            if (ended == 0)
                change.Unchanged();
            return new RecordEmergencyRulingResponse();
        });
    }
}
