using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Duration of a ban and its suspended part, in years, months and days: CSP L.4124-6 (wording of 18 February 2017) names no unit.</summary>
internal sealed record BanPeriods(LegalPeriod Duration, LegalPeriod Suspended)
{
    /// <summary>CSP L.4124-6, 4°: at most three years.</summary>
    private const int LongestBanFromPractice = 36;

    /// <summary>The law sets no limit to a temporary ban from functions: this bound only catches typing errors.</summary>
    private const int LongestBanFromFunctions = 600;

    /// <summary>Catches typing errors, and sums that overflow.</summary>
    private const int LargestPart = 20_000;

    /// <summary>A ban has no known first day yet: periods are compared from the first day of a common year.</summary>
    private static readonly DateOnly Reference = new(2025, 1, 1);

    public static readonly BanPeriods None = new(default, default);

    public LegalPeriod Firm => new(Duration.Months - Suspended.Months, Duration.Days - Suspended.Days);

    public static BanPeriods Read(Violations violations, Sanction sanction, BanPart duration, BanPart suspended)
    {
        violations.Require(Enum.IsDefined(sanction) && sanction != Sanction.Unspecified, "sanction", "Name the sanction of CSP L.4124-6, or acquittal.");
        var sound = IsSound(violations, "duration", duration) & IsSound(violations, "suspended", suspended);
        if (!sound)
            return None;
        var periods = new BanPeriods(duration.Period, suspended.Period);
        var (mayBeNone, longest, expected) = sanction switch
        {
            Sanction.BanFromPractice => (false, LongestBanFromPractice, "Write at most 36 months: a ban from practice is temporary (CSP L.4124-6, 4°)."),
            Sanction.BanFromFunctions => (true, LongestBanFromFunctions, "Write at most 600 months, or 0 for a permanent ban."),
            _ => (true, 0, "Write 0: this sanction has no duration."),
        };
        var known = periods.Duration == default ? mayBeNone : Days(periods.Duration) <= Days(LegalPeriod.OfMonths(longest));
        if (violations.Require(known, duration is { Months: 0, Days: > 0 } ? "duration_days" : "duration_months", expected))
        {
            violations.Require(
                periods.Suspended.Months <= periods.Duration.Months && (periods.Firm == default || IsPositive(periods.Firm)),
                suspended is { Months: 0, Days: > 0 } ? "suspended_days" : "suspended_months",
                "Write a part of the duration, and its months as months.");
        }

        return periods;
    }

    /// <summary>Last day that a decision may fix for the execution from <paramref name="from"/>; null without a temporary firm part.</summary>
    public static DateOnly? Latest(DateOnly from, LegalPeriod duration, LegalPeriod firm) =>
        duration == default || firm == default ? null : TimeLimits.LastDayOf(from, firm);

    private static bool IsSound(Violations violations, string part, BanPart value)
    {
        var sound = true;
        foreach (var (unit, number) in new[] { ("years", value.Years), ("months", value.Months), ("days", value.Days) })
            sound &= violations.Require(number is >= 0 and <= LargestPart, $"{part}_{unit}", $"Write 0 to {LargestPart}.");
        return sound;
    }

    private static int Days(LegalPeriod period) => TimeLimits.LastDayOf(Reference, period).DayNumber - Reference.DayNumber + 1;

    /// <summary>On whichever day it begins: a month has twenty-eight days at least.</summary>
    private static bool IsPositive(LegalPeriod firm) => firm.Months > 0 ? firm.Days > -28 * firm.Months : firm.Days > 0;
}

internal sealed record BanPart(int Years, int Months, int Days)
{
    public LegalPeriod Period => new((12 * Years) + Months, Days);
}
