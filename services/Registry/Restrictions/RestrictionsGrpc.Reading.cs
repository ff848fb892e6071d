using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.Restrictions;

/// <content>Reads. What tells the kind of a suspension is read by RPCs with their own purpose.</content>
internal sealed partial class RestrictionsGrpc
{
    public override async Task<ListSuspensionsResponse> ListSuspensions(ListSuspensionsRequest request, ServerCallContext context)
    {
        var page = await PageAsync(request.Rpps, request.PageSize, request.PageToken, context);
        context.Reads($"physicians/{request.Rpps}");
        return new ListSuspensionsResponse { Suspensions = { page.Shown }, NextPageToken = page.Next };
    }

    public override async Task<ListSuspensionDetailsResponse> ListSuspensionDetails(ListSuspensionDetailsRequest request, ServerCallContext context)
    {
        var page = await PageAsync(request.Rpps, request.PageSize, request.PageToken, context);
        foreach (var (suspension, row) in page.Shown.Zip(page.Rows))
        {
            var held = page.Held.Single(held => held.SuspensionId == row.Id);
            SuspensionMap.AddDetails(suspension, vault.Open(row, held), vault.OpenCourse(row, held), page.CouncilOn(row));
        }

        context.ReadsHealth($"physicians/{request.Rpps}");
        return new ListSuspensionDetailsResponse { Suspensions = { page.Shown }, NextPageToken = page.Next };
    }

    public override async Task<GetSuspensionGroundResponse> GetSuspensionGround(GetSuspensionGroundRequest request, ServerCallContext context) =>
        new() { Ground = await GroundAsync(request.SuspensionId, context) };

    public override async Task<GetHealthGroundResponse> GetHealthGround(GetHealthGroundRequest request, ServerCallContext context) =>
        new() { Ground = await GroundAsync(request.SuspensionId, context) };

    private Task<SuspensionPage> PageAsync(string rpps, int pageSize, string pageToken, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Rpps(rpps, rppsPolicy);
        var size = violations.PageSize(pageSize);
        var after = violations.After(pageToken);
        violations.ThrowIfAny();

        return database.SnapshotAsync(
            async sql =>
            {
                var council = await PhysicianStore.CouncilAsync(sql, rpps, context.Scope()) ?? throw Fault.NotFound("physician");
                var rows = await SuspensionStore.PageAsync(sql, rpps, after, size + 1);
                IReadOnlyList<RecordedSuspension> shown = [.. rows.Take(size)];
                return new SuspensionPage(
                    shown, await SuspensionMap.LoadAsync(sql, rpps, shown), await GroundStore.AllAsync(sql, rpps), Paging.Next(rows, size, row => row.Id),
                    council, await PhysicianStore.FactsAsync(sql, rpps));
            },
            context.CancellationToken);
    }

    private async Task<string> GroundAsync(string asked, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(asked, "suspension_id");
        violations.ThrowIfAny();

        var (row, held) = await database.SnapshotAsync(
            async sql => await SuspensionStore.GetAsync(sql, id) is { } row && await PhysicianStore.CouncilAsync(sql, row.Rpps, context.Scope()) is not null
                ? (row, (await GroundStore.GetAsync(sql, id))!)
                : throw Fault.NotFound("suspension"),
            context.CancellationToken);
        context.ReadsHealth($"suspensions/{id}");
        context.ReadsHealth($"physicians/{row.Rpps}");
        return vault.OpenGround(row, held);
    }

    private sealed record SuspensionPage(
        IReadOnlyList<RecordedSuspension> Rows, IReadOnlyList<Suspension> Shown, IReadOnlyList<SealedSuspension> Held, string Next, string Council,
        IReadOnlyList<FactRow> Facts)
    {
        public string CouncilOn(SuspensionRow row) => SuspensionCouncils.On(Facts, row.EffectiveOn, Council);
    }
}
