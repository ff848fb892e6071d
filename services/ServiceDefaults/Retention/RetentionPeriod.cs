using System.Globalization;
using System.Text.RegularExpressions;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>How long rows are kept, by the calendar: <c>P3Y</c>, <c>P1Y6M</c>, <c>P90D</c> (ISO 8601), or a number of days.</summary>
internal sealed partial record RetentionPeriod(int Years, int Months, int Days)
{
    private const int Longest = 100;

    /// <summary>Null for a text that is no period, or one of nothing.</summary>
    public static RetentionPeriod? Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return Of(0, 0, days);
        return Iso().Match(text) is { Success: true } match
            ? Of(Number(match, "years"), Number(match, "months"), (Number(match, "weeks") * 7) + Number(match, "days"))
            : null;

        static RetentionPeriod? Of(int years, int months, int days) =>
            years + months + days > 0 && years <= Longest && months <= Longest * 12 && days <= Longest * 366 ? new RetentionPeriod(years, months, days) : null;
    }

    /// <summary>Rows from before this instant have been kept long enough.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => now.AddYears(-Years).AddMonths(-Months).AddDays(-Days);

    private static int Number(Match match, string part) =>
        match.Groups[part] is { Success: true } group ? int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=\d)((?<years>\d{1,4})Y)?((?<months>\d{1,4})M)?((?<weeks>\d{1,4})W)?((?<days>\d{1,5})D)?$")]
    private static partial Regex Iso();
}
