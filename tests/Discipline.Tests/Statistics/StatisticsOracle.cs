using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>The same numbers, counted case by case and year by year without haste.</summary>
internal static class StatisticsOracle
{
    /// <summary>A case is before its chamber from the filing until the first of the decision, the order and the death, in this order of weight.</summary>
    public static Stay FirstInstance(History history)
    {
        if (history.Decisions.FirstOrDefault() is { } decision)
            return new Stay(decision.On < history.FiledOn ? decision.On : history.FiledOn, decision.On, "judged");
        if (history.OrderedOn is { } ordered)
            return new Stay(history.FiledOn, ordered, history.Order == OrderGround.Withdrawal ? "withdrawal" : "order");
        if (history.DiedOn is { } died)
            return new Stay(history.FiledOn, died > history.FiledOn ? died : history.FiledOn, "death");
        return new Stay(history.FiledOn, null, "");
    }

    public static string Line(int year, IReadOnlyCollection<Stay> stays, Func<Stay, int?> days)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var pending = 0;
        var opened = 0;
        var ends = new Dictionary<string, int> { ["judged"] = 0, ["order"] = 0, ["withdrawal"] = 0, ["death"] = 0 };
        var durations = new List<int>();
        foreach (var stay in stays)
        {
            if (stay.From >= first && stay.From <= last)
                opened++;
            if (stay.From <= last && (stay.Until is null || stay.Until > last))
                pending++;
            if (stay.Until >= first && stay.Until <= last)
            {
                ends[stay.How]++;
                if (stay.How == "judged" && days(stay) is { } duration)
                    durations.Add(duration);
            }
        }

        return $"{year}: {opened} {ends["judged"]} {ends["order"]} {ends["withdrawal"]} {ends["death"]} {pending} {Durations(durations)}";
    }

    public static string Line(YearFlow flow) =>
        $"{flow.Year}: {flow.NewCases.Count} {flow.Judged.Count} {flow.EndedByOrder.Count} {flow.EndedByWithdrawal.Count} {flow.EndedByDeath.Count} "
        + $"{flow.Pending.Count} {(flow.Duration is { } told ? $"{told.Cases} {told.MeanDays} {told.MedianDays}" : "-")}";

    private static string Durations(List<int> days)
    {
        if (days.Count == 0)
            return "-";
        var sorted = days.Order().ToList();
        var median = sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2.0;
        return $"{days.Count} {Math.Round(days.Average(), MidpointRounding.AwayFromZero)} {Math.Round(median, MidpointRounding.AwayFromZero)}";
    }
}
