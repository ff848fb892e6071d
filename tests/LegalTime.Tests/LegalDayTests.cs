using System.Globalization;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class LegalDayTests
{
    [Theory]
    // Paris is one hour ahead of UTC in winter, two in summer.
    [InlineData("2026-01-31T22:59:59Z", "2026-01-31")]
    [InlineData("2026-01-31T23:00:00Z", "2026-02-01")]
    [InlineData("2026-07-14T21:59:59Z", "2026-07-14")]
    [InlineData("2026-07-14T22:00:00Z", "2026-07-15")]
    public void Of_AroundMidnightInParis_IsTheDateThere(string instant, string date) => Assert.Equal(Day(date), LegalDay.Of(Instant(instant)));

    // The last second of a day at each place, and the first of the next; none but Saint-Pierre-et-Miquelon and the two of Europe knows summer time.
    [Theory]
    [InlineData(Territory.Metropolitan, "2026-11-27T22:59:59Z")]
    [InlineData(Territory.AlsaceMoselle, "2026-11-27T22:59:59Z")]
    [InlineData(Territory.Guadeloupe, "2026-11-28T03:59:59Z")]
    [InlineData(Territory.Martinique, "2026-11-28T03:59:59Z")]
    [InlineData(Territory.SaintBarthelemy, "2026-11-28T03:59:59Z")]
    [InlineData(Territory.SaintMartin, "2026-11-28T03:59:59Z")]
    [InlineData(Territory.Guyane, "2026-11-28T02:59:59Z")]
    [InlineData(Territory.SaintPierreEtMiquelon, "2026-11-28T02:59:59Z")]
    [InlineData(Territory.LaReunion, "2026-11-27T19:59:59Z")]
    [InlineData(Territory.Mayotte, "2026-11-27T20:59:59Z")]
    [InlineData(Territory.WallisEtFutuna, "2026-11-27T11:59:59Z")]
    [InlineData(Territory.NewCaledonia, "2026-11-27T12:59:59Z")]
    [InlineData(Territory.FrenchPolynesia, "2026-11-28T09:59:59Z")]
    public void Of_AroundMidnightAtAPlace_IsTheDateThere(Territory place, string lastSecond)
    {
        var instant = Instant(lastSecond);

        Assert.Equal(new DateOnly(2026, 11, 27), LegalDay.Of(instant, place));
        Assert.Equal(new DateOnly(2026, 11, 28), LegalDay.Of(instant.AddSeconds(1), place));
        Assert.Equal(new TimeOnly(23, 59, 59), LegalDay.TimeOfDay(instant, place));
        Assert.Equal(instant.AddSeconds(1), LegalDay.EndOf(new(2026, 11, 27), place));
    }

    [Fact]
    public void Of_EveryTerritory_HasAClock() =>
        Assert.All(Enum.GetValues<Territory>(), place => LegalDay.Of(Instant("2026-11-27T12:00:00Z"), place));

    // 14:30 in Paris: already tomorrow in Nouméa, still the night in Papeete.
    [Theory]
    [InlineData("988", "2026-11-28")]
    [InlineData("986", "2026-11-28")]
    [InlineData("75", "2026-11-27")]
    [InlineData("987", "2026-11-27")]
    public void Today_OfADepartment_IsItsOwn(string department, string day) =>
        Assert.Equal(Day(day), LegalDay.Today(new StoppedClock(Instant("2026-11-27T13:30:00Z")), department));

    [Fact]
    public void Today_InCayenneWhenParisHasTurned_IsTheEve()
    {
        var clock = new StoppedClock(Instant("2026-11-28T01:00:00Z"));

        Assert.Equal(new DateOnly(2026, 11, 28), LegalDay.Today(clock));
        Assert.Equal(new DateOnly(2026, 11, 27), LegalDay.Today(clock, Territory.Guyane));
        Assert.Equal(new DateOnly(2026, 11, 27), LegalDay.Today(clock, "973"));
    }

    [Fact]
    public void InFrench_AtAPlace_IsItsOwnClock() =>
        Assert.Equal("samedi 28 novembre 2026 à 00h30", Instant("2026-11-27T13:30:00Z").InFrench(Territory.NewCaledonia));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
