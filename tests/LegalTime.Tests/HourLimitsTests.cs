using System.Globalization;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

public class HourLimitsTests
{
    [Fact]
    public void Compute_EveryHourOf2024To2027_EndsAsACountOnTheClockOfParis()
    {
        // The wall clock of Paris, and whether it shows the second pass through the hour that autumn repeats.
        var start = (Clock: new DateTime(2024, 1, 1, 0, 30, 0), Again: false);
        var instant = new DateTimeOffset(2023, 12, 31, 23, 30, 0, TimeSpan.Zero);
        while (start.Clock.Year <= 2027)
        {
            var end = start;
            for (var hour = 0; hour < 48; hour++)
                end = NextHour(end.Clock, end.Again);

            var limit = HourLimits.Compute(HourRule.EmergencySuspensionCourt, instant);

            Assert.Equal(end.Clock, LegalDay.InParis(limit.End).DateTime);
            start = NextHour(start.Clock, start.Again);
            instant = instant.AddHours(1);
        }
    }

    [Theory]
    // Friday to Sunday: no working day is looked for.
    [InlineData("2026-06-12T08:15:00Z", "2026-06-14T08:15:00Z")]
    // Ends on Christmas Day.
    [InlineData("2026-12-23T16:00:00Z", "2026-12-25T16:00:00Z")]
    // Summer time begins on 29 March 2026: 10:00 in Paris leads to 11:00.
    [InlineData("2026-03-28T09:00:00Z", "2026-03-30T09:00:00Z")]
    public void Compute_CourtRuling_EndsAt(string from, string end) =>
        Assert.Equal(Instant(end), HourLimits.Compute(HourRule.EmergencySuspensionCourt, Instant(from)).End);

    [Fact]
    public void Compute_CourtRuling_ExplainsEachStep() => Assert.Equal(
        [
            "2026-03-28 CSP art. L.4113-14: Décision du juge des référés sur la suspension en urgence : délai de 48 heures, à compter du samedi 28 mars 2026 à "
            + "10h00 (rédaction en vigueur depuis le 19 janvier 2018).",
            "2026-03-30 CSP art. L.4113-14: Compté d'heure à heure, le délai expire le lundi 30 mars 2026 à 11h00 (heure de Paris), fût-ce un jour chômé.",
        ],
        HourLimits.Compute(HourRule.EmergencySuspensionCourt, Instant("2026-03-28T09:00:00Z")).Steps
            .Select(step => $"{step.Date:yyyy-MM-dd} {step.Article}: {step.Text}"));

    [Fact]
    public void Compute_BeforeTheRuleWasInForce_Throws()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => HourLimits.Compute(HourRule.EmergencySuspensionCourt, Instant("2002-03-04T22:59:59Z")));
        Assert.StartsWith("emergency-suspension-court was not in force on that day.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Instant("2002-03-06T23:00:00Z"), HourLimits.Compute(HourRule.EmergencySuspensionCourt, Instant("2002-03-04T23:00:00Z")).End);
    }

    private static (DateTime Clock, bool Again) NextHour(DateTime clock, bool again)
    {
        if (IsLastSunday(clock) && clock is { Month: 3, Hour: 1 })
            return (clock.AddHours(2), false);
        if (IsLastSunday(clock) && clock is { Month: 10, Hour: 2 } && !again)
            return (clock, true);
        return (clock.AddHours(1), false);
    }

    private static bool IsLastSunday(DateTime clock) => clock.DayOfWeek == DayOfWeek.Sunday && clock.AddDays(7).Month != clock.Month;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
