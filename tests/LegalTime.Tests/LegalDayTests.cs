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
    public void Of_AroundMidnightInParis_IsTheDateThere(string instant, string date) => Assert.Equal(
        DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
        LegalDay.Of(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));
}
