using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

/// <summary>Compares every rule with the naive calendar, for every start day of many years.</summary>
public class TimeLimitsOracleTests
{
    public static TheoryData<string, Residence> RulesToActWithin()
    {
        var data = new TheoryData<string, Residence>();
        foreach (var rule in LegalRules.All.Where(rule => rule.Counting is Counting.ToAct or Counting.Granted))
        {
            foreach (var residence in new[] { Residence.Metropolitan, Residence.Overseas, Residence.Abroad })
                data.Add(rule.Code, residence);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RulesToActWithin))]
    public void Compute_EveryStartDay_EndsAsTheNaiveCalendarSays(string code, Residence residence)
    {
        var rule = LegalRules.All.Single(rule => rule.Code == code);
        for (var from = rule.Versions[0].From; from < new DateOnly(2060, 1, 1); from = from.AddDays(1))
        {
            var version = rule.Versions.Single(version => version.From <= from && from <= (version.Until ?? DateOnly.MaxValue));
            var distance = version.ExtendedByDistance ? (int)residence : 0;
            var expected = NaiveCalendar.LastDay(from, version.Period.Months + distance, version.Period.Days);

            var limit = TimeLimits.Compute(rule, from, residence);

            Assert.True(expected == limit.LastDay, $"{code} {residence} from {from:O}: expected {expected:O}, got {limit.LastDay:O}");
            Assert.Equal(limit.LastDay, limit.Steps[^1].Date);
        }
    }

    [Fact]
    public void LastDayOf_EveryStartDay_IsTheEveOfTheSameNumber()
    {
        for (var first = new DateOnly(2019, 1, 1); first < new DateOnly(2033, 1, 1); first = first.AddDays(1))
        {
            for (var months = 1; months <= 36; months++)
            {
                var last = TimeLimits.LastDayOf(first, LegalPeriod.OfMonths(months));
                var monthAfter = new DateOnly(first.Year, first.Month, 1).AddMonths(months);
                var sameNumber = Math.Min(first.Day, DateTime.DaysInMonth(monthAfter.Year, monthAfter.Month));
                Assert.Equal(monthAfter.AddDays(sameNumber - 2), last);
            }
        }
    }
}
