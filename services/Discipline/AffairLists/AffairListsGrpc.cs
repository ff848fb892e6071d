using System.Globalization;
using Grpc.Core;
using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.AffairLists;

internal sealed partial class AffairListsGrpc(
    Database database, ChangeRunner changes, IRegisterLookup register, Sealer sealer, Blinder blinder, TimeProvider clock)
    : AffairListsService.AffairListsServiceBase
{
    public override Task<ImportAffairListResponse> ImportAffairList(ImportAffairListRequest request, ServerCallContext context)
    {
        var (requestId, affair, source, listed) = AffairListInput.Read(request, LocalDay.Today(clock, context.Scope()));
        // Sealed before the transaction. A repeated request id discards these identifiers and their sealed texts.
        var id = NewId();
        var lines = listed.Select(line => new AffairLineRow { Id = NewId(), AffairId = id, Number = line.Number })
            .Zip(listed, (row, line) => row with { SealedPerson = line.Person.Seal(sealer, row.SealedTo) }).ToList();

        return changes.RunAsync(
            context, request, requestId, "",
            async change =>
            {
                await AffairStore.InsertAsync(change.Sql, id, affair, change.Actor.Person.Subject, change.At);
                await AffairLineStore.AddListAsync(change.Sql, id, source, change.Actor.Person.Subject, change.At);
                await AffairLineStore.AddLinesAsync(change.Sql, lines, change.At);
                change.Audit("discipline.affair_list.imported", Subject(id), null,
                new { affair.FactsOn, source, lines = lines.Count, fields = new[] { "title", "facts" } });
                return new ImportAffairListResponse { Dashboard = await AffairListMap.ReadAsync(change.Sql, id) };
            },
            blinder);
    }

    public override async Task<GetAffairDashboardResponse> GetAffairDashboard(GetAffairDashboardRequest request, ServerCallContext context) =>
        new() { Dashboard = await DashboardAsync(request.AffairId, context) };

    public override async Task<DrawAffairDashboardResponse> DrawAffairDashboard(DrawAffairDashboardRequest request, ServerCallContext context)
    {
        var dashboard = await DashboardAsync(request.AffairId, context);
        return new DrawAffairDashboardResponse { Svg = StageChart.Draw(dashboard), Dashboard = dashboard };
    }

    private async Task<AffairDashboard> DashboardAsync(string affair, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(affair, "affair_id");
        violations.ThrowIfAny();

        var (dashboard, cases) = await database.SnapshotAsync(
            async sql => (await AffairListMap.ReadAsync(sql, id), await AffairStore.CasesAsync(sql, id)), context.CancellationToken);
        if (dashboard is null)
            throw Fault.NotFound("affair");
        context.Reads(Subject(id));
        // A title may name a respondent.
        foreach (var respondent in cases)
            context.Reads($"physicians/{respondent.Rpps}");
        return dashboard;
    }

    public override async Task<ListAffairLinesResponse> ListAffairLines(ListAffairLinesRequest request, ServerCallContext context)
    {
        var (affair, filter, after, size) = AffairListInput.Read(request);
        var (list, rows, candidates) = await database.SnapshotAsync(
            async sql =>
            {
                var found = await AffairLineStore.PageAsync(sql, affair, filter, after, size + 1);
                return (
                    await DashboardStore.GetAsync(sql, affair), found,
                    found.Count == 0 ? [] : await AffairLineStore.CandidatesAsync(sql, affair, found[0].Number, found[^1].Number));
            },
            context.CancellationToken);
        if (list?.Source is null)
            throw Fault.NotFound("affair with a list");

        var byLine = candidates.ToLookup(candidate => candidate.LineId);
        var (page, next) = Paging.PageOf(rows, size, row => row.Number.ToString(CultureInfo.InvariantCulture));
        var response = new ListAffairLinesResponse { NextPageToken = next };
        foreach (var row in page)
        {
            var line = AffairListMap.ToProto(row, byLine[row.Id]);
            AffairListMap.AddSecrets(line, row, sealer);
            response.Lines.Add(line);
        }

        context.Reads(Subject(affair));
        return response;
    }

    private static string Subject(string affair) => $"affairs/{affair}";

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
