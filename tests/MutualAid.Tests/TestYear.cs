using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The clock of the tests begins in the middle of a year, so that no run meets the end of a budget year.</summary>
internal static class TestYear
{
    public static readonly DateTimeOffset Start = After(TimeProvider.System.GetUtcNow());

    public static MovableClock Clock()
    {
        var clock = new MovableClock();
        clock.AdvanceTo(Start);
        return clock;
    }

    /// <summary>The next first of July.</summary>
    public static DateTimeOffset After(DateTimeOffset now)
    {
        var july = new DateTimeOffset(now.Year, 7, 1, 12, 0, 0, TimeSpan.Zero);
        return july > now ? july : july.AddYears(1);
    }
}
