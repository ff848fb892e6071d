namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Counts matters by year.</summary>
internal static class FlowRules
{
    public static IReadOnlyList<Flow> Of(IEnumerable<Matter> matters, YearRange years)
    {
        var counts = new int[years.Count, Enum.GetValues<MatterEnd>().Length];
        var entered = new int[years.Count];
        var days = Enumerable.Range(0, years.Count).Select(_ => new List<int>()).ToList();
        var pending = 0;
        foreach (var matter in matters)
        {
            if (years.Place(matter.Entered) is { } first)
                entered[first]++;
            else if (matter.Entered.Year < years.From)
                pending++;
            if (matter.Left is not { } left)
                continue;
            if (years.Place(left) is { } last)
            {
                counts[last, (int)matter.End]++;
                if (matter.Days is { } duration)
                    days[last].Add(duration);
            }
            else if (left.Year < years.From)
            {
                pending--;
            }
        }

        var flows = new List<Flow>();
        for (var i = 0; i < years.Count; i++)
        {
            var (judged, order) = (counts[i, (int)MatterEnd.Judged], counts[i, (int)MatterEnd.Order]);
            var (withdrawal, death) = (counts[i, (int)MatterEnd.Withdrawal], counts[i, (int)MatterEnd.Death]);
            pending += entered[i] - judged - order - withdrawal - death;
            days[i].Sort();
            flows.Add(new Flow(years.From + i, entered[i], judged, order, withdrawal, death, pending, days[i]));
        }

        return flows;
    }
}

internal readonly record struct YearRange(int From, int To)
{
    public int Count => To - From + 1;

    public IEnumerable<int> Years => Enumerable.Range(From, Count);

    /// <summary>Place of a day's year; null outside.</summary>
    public int? Place(DateOnly day) => day.Year >= From && day.Year <= To ? day.Year - From : null;
}

/// <param name="Pending">On 31 December, or as far as the facts go.</param>
/// <param name="Days">Durations, shortest first.</param>
internal sealed record Flow(int Year, int New, int Judged, int Orders, int Withdrawals, int Deaths, int Pending, IReadOnlyList<int> Days)
{
    /// <summary>Rounded half up.</summary>
    public int MeanDays => (int)((2L * Days.Sum(day => (long)day) + Days.Count) / (2L * Days.Count));

    /// <summary>Rounded half up.</summary>
    public int MedianDays => (Days[(Days.Count - 1) / 2] + Days[Days.Count / 2] + 1) / 2;
}
