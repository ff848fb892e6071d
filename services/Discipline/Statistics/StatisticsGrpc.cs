using Grpc.Core;
using OrdreCouncils.Discipline.Statistics.Charts;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Numbers and charts. Questions are logged, as those of demography are.</summary>
internal sealed class StatisticsGrpc(Database database, TimeProvider clock) : StatisticsService.StatisticsServiceBase
{
    private const string Subject = "discipline_statistics";

    public override async Task<GetDisciplineStatisticsResponse> GetDisciplineStatistics(GetDisciplineStatisticsRequest request, ServerCallContext context) =>
        new() { Statistics = await AnswerAsync(StatisticsInput.Read(request, context.Scope(), clock), context) };

    public override async Task<DrawDisciplineStatisticsResponse> DrawDisciplineStatistics(DrawDisciplineStatisticsRequest request, ServerCallContext context)
    {
        var statistics = await AnswerAsync(StatisticsInput.Read(request, context.Scope(), clock), context);
        var isNational = request.Level == InstanceLevel.National;
        return new DrawDisciplineStatisticsResponse
        {
            Statistics = statistics,
            Svg = request.Chart switch
            {
                DisciplineChart.Flow => FlowChart.Draw(statistics, isNational),
                DisciplineChart.Duration => DurationChart.Draw(statistics, isNational),
                DisciplineChart.Sanctions => RankedCharts.Sanctions(statistics),
                DisciplineChart.Articles => RankedCharts.Articles(statistics),
                _ => RankedCharts.Chambers(statistics),
            },
        };
    }

    private async Task<DisciplineStatistics> AnswerAsync(StatisticsQuestion question, ServerCallContext context)
    {
        var facts = await database.SnapshotAsync(
            async sql => new StatisticsFacts(
                await StatisticsStore.FilingsAsync(sql, question.Chamber), await StatisticsStore.ContestedAsync(sql, question.Chamber),
                await StatisticsStore.ArticlesAsync(sql, question.Chamber, question.Years)),
            context.CancellationToken);
        context.Reads(Subject);
        var statistics = StatisticsMap.ToProto(question, facts);
        if (question.ForPublication)
            Publication.Suppress(statistics);
        return statistics;
    }
}
