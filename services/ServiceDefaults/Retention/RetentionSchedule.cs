using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>The periods of one kind of rows, each from its day on: <c>P3Y; 2027-07-01 P1Y</c>. <c>none</c> keeps the rows for ever.</summary>
public sealed class RetentionSchedule
{
    public const string Expected =
        "write 'none', a number of days, or an ISO 8601 period such as P3Y or P90D; a later one follows with its day: 'P3Y; 2027-07-01 P1Y'.";

    private const string Forever = "none";

    private readonly List<(DateOnly From, RetentionPeriod? Period)> periods = [];

    private readonly string text;

    private RetentionSchedule(string text) => this.text = text;

    public bool IsForever => periods.All(period => period.Period is null);

    /// <summary>Null for a text that is no schedule.</summary>
    public static RetentionSchedule? TryParse(string text)
    {
        var schedule = new RetentionSchedule(text);
        foreach (var words in text.Split(';').Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var first = schedule.periods.Count == 0;
            var from = DateOnly.MinValue;
            if (words.Length != (first ? 1 : 2)
                || (!first && !DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out from))
                || (!first && from <= schedule.periods[^1].From))
                return null;
            var period = words[^1] == Forever ? null : RetentionPeriod.Parse(words[^1]);
            if (period is null && words[^1] != Forever)
                return null;
            schedule.periods.Add((from, period));
        }

        return schedule;
    }

    public static RetentionSchedule Parse(string text, string setting) =>
        TryParse(text) ?? throw new InvalidOperationException($"{setting}: {Expected}");

    /// <summary>Rows from before this instant may go; null while they are kept for ever.</summary>
    public DateTimeOffset? Before(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return periods.Last(period => period.From <= today).Period?.Before(now);
    }

    /// <summary>Whether each period lasts at least as long as the other schedule's at any time.</summary>
    internal bool LastsAsLongAs(RetentionSchedule other) => periods.Concat(other.periods).Select(period => period.From).All(day =>
    {
        // Any instant of that day; the first day of the calendar leaves no room before it.
        var now = new DateTimeOffset(day == DateOnly.MinValue ? new DateOnly(2020, 1, 1) : day, TimeOnly.MinValue, TimeSpan.Zero);
        return Before(now) is not { } before || (other.Before(now) is { } otherBefore && before <= otherBefore);
    });

    /// <summary>Whether rows are kept for <paramref name="least"/> at any time.</summary>
    internal bool LastsFor(TimeSpan least) => periods.All(period =>
        period.Period is not { } kept || kept.Before(DateTimeOffset.UnixEpoch.AddYears(200)) <= DateTimeOffset.UnixEpoch.AddYears(200) - least);

    public override string ToString() => text;
}
