using Grpc.Core;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Office;

internal sealed partial class CommuniquesGrpc(Database database, ChangeRunner changes, TimeProvider clock) : CommuniquesService.CommuniquesServiceBase
{
    public override async Task<GetCommuniqueResponse> GetCommunique(GetCommuniqueRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.Id, "id");
        violations.ThrowIfAny();

        var communique = await database.SnapshotAsync(
            async sql => await CommuniqueView.LoadAsync(sql, await CommuniqueStore.GetAsync(sql, id) ?? throw Unknown(), clock.GetUtcNow()),
            context.CancellationToken);
        context.Reads(Subject(id));
        return new GetCommuniqueResponse { Communique = communique };
    }

    public override async Task<ListCommuniquesResponse> ListCommuniques(ListCommuniquesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(Enum.IsDefined(request.Status), "status", "Choose DRAFT, APPROVED or PUBLISHED, or none for all.");
        var size = violations.PageSize(request.PageSize, @default: 20, most: 100);
        var before = violations.Before(request.PageToken);
        violations.ThrowIfAny();

        var now = clock.GetUtcNow();
        var rows = await database.ReadAsync(
            sql => SummaryStore.PageAsync(sql, request.Status, before, size + 1, now), context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, row => row.Id);
        return new ListCommuniquesResponse { Communiques = { page.Select(row => CommuniqueMap.ToSummary(row, now)) }, NextPageToken = next };
    }

    private static string Subject(string id) => $"communiques/{id}";

    private static RpcException Unknown() => Fault.NotFound("communiqué");
}
