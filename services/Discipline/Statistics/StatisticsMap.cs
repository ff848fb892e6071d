using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Statistics;

internal sealed record StatisticsFacts(
    IReadOnlyList<FilingRow> Filings, IReadOnlyDictionary<string, Proceeding> Contested, IReadOnlyList<ArticleRow> Articles);

/// <summary>Writes the exact numbers.</summary>
internal static class StatisticsMap
{
    private static readonly Sanction[] Sanctions = [.. Enum.GetValues<Sanction>().Where(sanction => sanction != Sanction.Unspecified).Order()];

    public static DisciplineStatistics ToProto(StatisticsQuestion question, StatisticsFacts facts)
    {
        var statistics = new DisciplineStatistics { AsOf = question.AsOf.ToProto(), Chamber = question.Chamber ?? "", SuppressedBelow = 1 };
        var matters = facts.Filings.Select(MatterRules.FirstInstance).ToList();
        statistics.Years.AddRange(Flows(matters, question.Years));
        if (question.OfAll)
        {
            statistics.Chambers.AddRange(matters.GroupBy(matter => matter.Chamber).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ChamberFlow { Chamber = group.Key, Years = { Flows(group, question.Years) } })
                .Where(flow => flow.Years.Any(HasCases)));
            statistics.National.AddRange(Flows(National(facts), question.Years));
        }

        statistics.Sanctions.AddRange(YearlySanctions(question.Years, facts));
        statistics.Articles.AddRange(YearlyArticles(question.Years, facts.Articles));
        return statistics;
    }

    private static IEnumerable<YearFlow> Flows(IEnumerable<Matter> matters, YearRange years) => FlowRules.Of(matters, years).Select(flow => new YearFlow
    {
        Year = flow.Year,
        NewCases = Figure(flow.New),
        Judged = Figure(flow.Judged),
        EndedByOrder = Figure(flow.Orders),
        EndedByWithdrawal = Figure(flow.Withdrawals),
        EndedByDeath = Figure(flow.Deaths),
        Pending = Figure(flow.Pending),
        Duration = flow.Days.Count == 0
            ? null
            : new CaseDuration { MeanDays = flow.MeanDays, MedianDays = flow.MedianDays, Cases = flow.Days.Count },
    });

    private static bool HasCases(YearFlow flow) => flow.NewCases.Count > 0 || flow.Judged.Count > 0 || flow.EndedByOrder.Count > 0
        || flow.EndedByWithdrawal.Count > 0 || flow.EndedByDeath.Count > 0 || flow.Pending.Count > 0;

    private static IEnumerable<Matter> National(StatisticsFacts facts)
    {
        var diedOn = facts.Filings.Where(row => row.DiedOn is not null).ToDictionary(row => row.CaseId, row => row.DiedOn);
        return facts.Contested.Values.SelectMany(proceeding => MatterRules.National(proceeding, diedOn.GetValueOrDefault(proceeding.CaseId)));
    }

    private static IEnumerable<YearSanctions> YearlySanctions(YearRange years, StatisticsFacts facts)
    {
        var judged = facts.Filings.Where(row => row.DecidedOn is { } day && years.Place(day) is not null)
            .Select(row => SanctionRules.Of(row, facts.Contested)).ToLookup(one => one.DecidedOn.Year);
        return years.Years.Select(year => new YearSanctions
        {
            Year = year,
            NotFinal = Figure(judged[year].Count(one => one.Final is null)),
            Annulled = Figure(judged[year].Count(one => one.Final == Sanction.Unspecified)),
            Sanctions =
            {
                Sanctions.Select(sanction => new SanctionFigure
                {
                    Sanction = sanction,
                    Pronounced = Figure(judged[year].Count(one => one.Pronounced == sanction)),
                    Final = Figure(judged[year].Count(one => one.Final == sanction)),
                }),
            },
        });
    }

    private static IEnumerable<YearArticles> YearlyArticles(YearRange years, IReadOnlyList<ArticleRow> rows)
    {
        var byYear = rows.ToLookup(row => row.FiledOn.Year);
        return years.Years.Select(year =>
        {
            var counts = byYear[year].GroupBy(row => row.Article).ToDictionary(group => group.Key, group => group.Sum(row => row.Cases));
            return new YearArticles
            {
                Year = year,
                Articles = { EthicsArticles.InOrder(counts.Keys).Select(article => new ArticleFigure { Article = article, Cases = Figure(counts[article]) }) },
            };
        });
    }

    private static CaseFigure Figure(long count) => new() { Count = count };
}
