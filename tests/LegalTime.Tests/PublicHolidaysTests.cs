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

    [Theory]
    [InlineData(Territory.Metropolitan)]
    [InlineData(Territory.AlsaceMoselle)]
    [InlineData(Territory.Guadeloupe)]
    [InlineData(Territory.Martinique)]
    [InlineData(Territory.Guyane)]
    [InlineData(Territory.LaReunion)]
    [InlineData(Territory.Mayotte)]
    [InlineData(Territory.SaintBarthelemy)]
    [InlineData(Territory.SaintMartin)]
    [InlineData(Territory.SaintPierreEtMiquelon)]
    public void NameOf_EveryDayFrom1982To2081_IsThatOfTheNaiveCalendar(Territory territory)
    {
        for (var day = new DateOnly(1982, 1, 1); day.Year <= 2081; day = day.AddDays(1))
        {
            var expected = NaiveCalendar.IsClosed(day, territory);
            Assert.True(expected == PublicHolidays.IsNonWorkingDay(day, territory), $"{territory} {day:O}");
            var named = NaiveCalendar.Holidays(day.Year, territory).Contains(day);
            Assert.True(named == PublicHolidays.NameOf(day, territory) is not null, $"{territory} {day:O}");
        }
    }

    [Theory]
    [InlineData(Territory.AlsaceMoselle, "2026-04-03", "Vendredi saint")]
    [InlineData(Territory.AlsaceMoselle, "1892-04-15", null)]
    [InlineData(Territory.AlsaceMoselle, "1892-12-26", "second jour de Noël")]
    [InlineData(Territory.AlsaceMoselle, "2026-05-27", null)]
    [InlineData(Territory.Metropolitan, "2026-04-03", null)]
    [InlineData(Territory.Metropolitan, "2026-12-26", null)]
    [InlineData(Territory.Mayotte, "2026-04-27", "abolition de l'esclavage")]
    [InlineData(Territory.Martinique, "2026-05-22", "abolition de l'esclavage")]
    [InlineData(Territory.Martinique, "2026-05-27", null)]
    [InlineData(Territory.Guadeloupe, "1983-05-27", null)]
    [InlineData(Territory.Guadeloupe, "1984-05-27", "abolition de l'esclavage")]
    [InlineData(Territory.Guyane, "2026-06-10", "abolition de l'esclavage")]
    [InlineData(Territory.LaReunion, "1982-12-20", null)]
    [InlineData(Territory.LaReunion, "1983-12-20", "abolition de l'esclavage")]
    // Communes of Guadeloupe until July 2007; days of their own since 26 April 2012.
    [InlineData(Territory.SaintBarthelemy, "2007-05-27", "abolition de l'esclavage")]
    [InlineData(Territory.SaintBarthelemy, "2011-10-09", null)]
    [InlineData(Territory.SaintBarthelemy, "2012-10-09", "abolition de l'esclavage")]
    [InlineData(Territory.SaintBarthelemy, "2026-05-27", null)]
    [InlineData(Territory.SaintMartin, "2011-05-27", null)]
    [InlineData(Territory.SaintMartin, "2012-05-27", "abolition de l'esclavage")]
    [InlineData(Territory.SaintMartin, "2017-03-28", null)]
    [InlineData(Territory.SaintMartin, "2026-07-14", "fête nationale")]
    public void NameOf_InATerritory_IsItsOwn(Territory territory, string day, string? name) =>
        Assert.Equal(name, PublicHolidays.NameOf(DateOnly.Parse(day), territory));

    [Theory]
    [InlineData(Territory.WallisEtFutuna)]
    [InlineData(Territory.NewCaledonia)]
    [InlineData(Territory.FrenchPolynesia)]
    public void NameOf_WhereTheCodeDuTravailGivesNone_Throws(Territory territory) =>
        Assert.Throws<NotSupportedException>(() => PublicHolidays.NameOf(new DateOnly(2026, 5, 1), territory));

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
