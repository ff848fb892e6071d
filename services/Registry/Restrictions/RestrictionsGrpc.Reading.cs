using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>Reads. Grounds are read apart from the suspensions, and grounds of health by an RPC with its own roles.</content>
internal sealed partial class RestrictionsGrpc
{
    public override async Task<ListSuspensionsResponse> ListSuspensions(ListSuspensionsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Rpps(request.Rpps, rppsPolicy);
        var size = violations.PageSize(request.PageSize);
        var after = violations.After(request.PageToken);
        violations.ThrowIfAny();

        var response = await database.SnapshotAsync(
            async sql =>
            {
                if (await PhysicianStore.CouncilAsync(sql, request.Rpps, context.Scope()) is null)
                    throw Fault.NotFound("physician");
                var rows = await SuspensionStore.PageAsync(sql, request.Rpps, after, size + 1);
                return new ListSuspensionsResponse
                {
                    Suspensions = { await SuspensionMap.LoadAsync(sql, request.Rpps, rows.Take(size)) },
                    NextPageToken = Paging.Next(rows, size, row => row.Id),
                };
            },
            context.CancellationToken);
        context.Reads($"physicians/{request.Rpps}");
        return response;
    }

    public override async Task<GetSuspensionGroundResponse> GetSuspensionGround(GetSuspensionGroundRequest request, ServerCallContext context) =>
        new() { Ground = await GroundAsync(request.SuspensionId, health: false, context) };

    public override async Task<GetHealthGroundResponse> GetHealthGround(GetHealthGroundRequest request, ServerCallContext context) =>
        new() { Ground = await GroundAsync(request.SuspensionId, health: true, context) };

    private async Task<string> GroundAsync(string asked, bool health, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(asked, "suspension_id");
        violations.ThrowIfAny();

        var (rpps, ground) = await database.SnapshotAsync(async sql =>
        {
            if (await SuspensionStore.GetAsync(sql, id) is not { } row || SuspensionRules.IsHealth(row.Kind) != health
                || await PhysicianStore.CouncilAsync(sql, row.Rpps, context.Scope()) is null)
            {
                throw Fault.NotFound("suspension");
            }

            return (row.Rpps, (await GroundStore.GetAsync(sql, id))!);
        }, context.CancellationToken);
        context.ReadsHealth($"suspensions/{id}");
        context.ReadsHealth($"physicians/{rpps}");
        return sealer.Open(SealPurposes.Ground, id, ground);
    }
}
