using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class PublicHolidaysTests
{
    [Fact]
    public void NameOf_EveryDayFrom1982To2199_IsThatOfTheNaiveCalendar()
    {
        for (var year = 1982; year <= 2199; year++)
        {
            var expected = NaiveCalendar.Holidays(year);
            for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
                Assert.True(expected.Contains(day) == PublicHolidays.NameOf(day) is not null, $"{day:O}");
        }
    }

    // Published dates of Easter Monday, including the earliest and latest of the neighbouring centuries.
    [Theory]
    [InlineData(1943, 4, 26)]
    [InlineData(1954, 4, 19)]
    [InlineData(1981, 4, 20)]
    [InlineData(2000, 4, 24)]
    [InlineData(2008, 3, 24)]
    [InlineData(2011, 4, 25)]
    [InlineData(2024, 4, 1)]
    [InlineData(2025, 4, 21)]
    [InlineData(2026, 4, 6)]
    [InlineData(2027, 3, 29)]
    [InlineData(2038, 4, 26)]
    [InlineData(2049, 4, 19)]
    public void NameOf_EasterMonday_IsKnown(int year, int month, int day) =>
        Assert.Equal("lundi de Pâques", PublicHolidays.NameOf(new DateOnly(year, month, day)));

    [Fact]
    public void NameOf_VictoryDayBefore1982_IsNoHoliday() => Assert.Null(PublicHolidays.NameOf(new DateOnly(1980, 5, 8)));

    [Fact]
    public void IsNonWorkingDay_DaysAroundAHolidayWeek_FollowsTheWeek()
    {
        // Christmas 2026 is a Friday.
        Assert.False(PublicHolidays.IsNonWorkingDay(new DateOnly(2026, 12, 24)));
        Assert.True(PublicHolidays.IsNonWorkingDay(new DateOnly(2026, 12, 25)));
        Assert.True(PublicHolidays.IsNonWorkingDay(new DateOnly(2026, 12, 26)));
        Assert.True(PublicHolidays.IsNonWorkingDay(new DateOnly(2026, 12, 27)));
        Assert.False(PublicHolidays.IsNonWorkingDay(new DateOnly(2026, 12, 28)));
    }
}
