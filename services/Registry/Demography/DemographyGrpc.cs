using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Demography.Charts;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Demography;

/// <summary>Counts and charts. Questions are logged: several answers together may reveal what a single one hides.</summary>
internal sealed class DemographyGrpc(Database database, TimeProvider clock) : DemographyService.DemographyServiceBase
{
    private const string Subject = "demography";

    public override Task<CountPhysiciansResponse> CountPhysicians(CountPhysiciansRequest request, ServerCallContext context) =>
        AnswerAsync(DemographyInput.Read(request, LegalDay.Today(clock)), context);

    public override async Task<DrawDemographyResponse> DrawDemography(DrawDemographyRequest request, ServerCallContext context)
    {
        var counts = await AnswerAsync(DemographyInput.Read(request, LegalDay.Today(clock)), context);
        return new DrawDemographyResponse
        {
            Counts = counts,
            Svg = request.Chart == DemographyChart.AgePyramid ? AgePyramid.Draw(counts) : RankedBars.Draw(counts),
        };
    }

    private async Task<CountPhysiciansResponse> AnswerAsync(DemographyQuestion question, ServerCallContext context)
    {
        var rows = await database.ReadAsync(sql => DemographyStore.CountAsync(sql, question), context.CancellationToken);
        context.Reads(Subject);
        return DemographyRules.Answer(question, rows, Disclosure.IsExactFor(context.Caller().Person, question));
    }
}
