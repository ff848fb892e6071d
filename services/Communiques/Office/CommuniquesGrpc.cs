using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Office;

/// <summary>The press office's face.</summary>
internal sealed partial class CommuniquesGrpc(Database database, ChangeRunner changes, TimeProvider clock) : CommuniquesService.CommuniquesServiceBase
{
    private const int DefaultPage = 20;
    private const int MaxPage = 100;

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
        violations.Require(request.PageSize is >= 0 and <= MaxPage, "page_size", $"Write 1 to {MaxPage}, or 0 for {DefaultPage}.");
        violations.Require(
            request.PageToken.Length == 0 || Guid.TryParseExact(request.PageToken, "D", out _), "page_token",
            "Send a next_page_token as it was received, or nothing for the first page.");
        violations.ThrowIfAny();

        var size = request.PageSize == 0 ? DefaultPage : request.PageSize;
        var now = clock.GetUtcNow();
        var rows = await database.ReadAsync(
            sql => SummaryStore.PageAsync(sql, request.Status, request.PageToken, size + 1, now), context.CancellationToken);
        var response = new ListCommuniquesResponse { NextPageToken = rows.Count > size ? rows[size - 1].Id : "" };
        response.Communiques.AddRange(rows.Take(size).Select(row => CommuniqueView.Summary(row, now)));
        return response;
    }

    private static string Subject(string id) => $"communiques/{id}";

    private static RpcException Unknown() => Fault.NotFound("communiqué");
}
