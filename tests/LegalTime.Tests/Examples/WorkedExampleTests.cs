using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime.Examples;

/// <summary>The table of examples counted by hand, against the engine and against the naive calendar.</summary>
public class WorkedExampleTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, WorkedExample.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Compute_AWorkedExample_EndsAsCountedByHand(int row)
    {
        var example = WorkedExample.All[row];
        if (HourRule.All.SingleOrDefault(rule => rule.Code == example.Rule) is { } rule)
        {
            var limit = HourLimits.Compute(rule, WorkedExample.Instant(example.Start), example.Seat);
            Assert.True(WorkedExample.Instant(example.Last) == limit.End, $"{example}: {limit.End:O}");
            return;
        }

        var last = example.Compute()[^1].Date;
        Assert.True(example.LastDay == last, $"{example}: {last:O}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void NaiveCalendar_AWorkedExample_EndsAsCountedByHand(int row)
    {
        var example = WorkedExample.All[row];
        if (Naive(example) is { } last)
            Assert.True(example.LastDay == last, $"{example}: {last:O}");
    }

    [Fact]
    public void Table_HoldsEveryRuleAndAHundredExamplesOrMore()
    {
        var codes = LegalRules.All.Select(rule => rule.Code).Concat(BackwardRules.All.Select(rule => rule.Code)).Concat(HourRule.All.Select(rule => rule.Code));

        Assert.Empty(codes.Except(WorkedExample.All.Select(example => example.Rule)));
        Assert.True(WorkedExample.All.Count >= 100);
        Assert.All(WorkedExample.All, example => Assert.True(example.ByHand.Length > 10, example.Rule));
    }

    private static DateOnly? Naive(WorkedExample example)
    {
        if (LegalRules.All.SingleOrDefault(rule => rule.Code == example.Rule) is { } rule)
        {
            var version = rule.InForceOn(example.StartDay)!;
            var months = version.Period.Months + (version.ExtendedByDistance ? SeatTests.MonthsFor(example.Seat, example.Residence) : 0);
            return rule.Counting switch
            {
                Counting.ToAct or Counting.Granted => NaiveCalendar.LastDay(example.StartDay, months, version.Period.Days, example.Seat),
                Counting.Clear => NaiveCalendar.LastDay(example.StartDay, months, version.Period.Days + 1, example.Seat),
                Counting.LastsAtMost => NaiveCalendar.Forward(example.StartDay, months, version.Period.Days).AddDays(-1),
                _ => NaiveCalendar.Forward(example.StartDay, months, version.Period.Days),
            };
        }

        if (BackwardRules.All.SingleOrDefault(rule => rule.Code == example.Rule) is not { } backward)
            return null;
        var wording = backward.InForceOn(example.StartDay)!;
        var (more, days) = BackwardLimitsTests.Distance(wording.Distance, SeatTests.MonthsFor(example.Seat, example.Residence));
        return NaiveCalendar.Before(
            example.StartDay, wording.Period.Months + more, wording.Period.Days + days + (wording.Clear ? 1 : 0), wording.Closing.MovesBack, example.Seat);
    }
}
