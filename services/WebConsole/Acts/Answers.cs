using System.Globalization;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.WebConsole.Acts;

/// <summary>Answers to the questions of an act, kept as typed: a wrong date is shown again as it is.</summary>
internal sealed class Answers(IReadOnlyDictionary<string, string[]> values)
{
    public const string Day = ".jour";
    public const string Month = ".mois";
    public const string Year = ".annee";

    public static readonly Answers None = new(new Dictionary<string, string[]>());

    public IReadOnlyDictionary<string, string[]> Values { get; } = values;

    public string Text(string field) => Values.TryGetValue(field, out var found) && found is [var first, ..] ? first.Trim().ReplaceLineEndings("\n") : "";

    public IReadOnlyList<string> All(string field) =>
        Values.TryGetValue(field, out var found) ? [.. found.Select(value => value.Trim()).Where(value => value.Length > 0)] : [];

    /// <summary>One value per line that is not empty.</summary>
    public IReadOnlyList<string> Lines(string field) => Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public int? Number(string field) => int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Yes(string field) => Text(field) == "oui";

    /// <summary>Null when the three parts are no day of the calendar.</summary>
    public DateOnly? Date(string field) =>
        int.TryParse(Text(field + Day), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
        && int.TryParse(Text(field + Month), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
        && int.TryParse(Text(field + Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>For the contract; null when the field is empty.</summary>
    public Date? ProtoDate(string field) =>
        Date(field) is { } date ? new Date { Year = date.Year, Month = date.Month, Day = date.Day } : null;

    public bool IsDateEmpty(string field) => Text(field + Day).Length + Text(field + Month).Length + Text(field + Year).Length == 0;

    /// <summary>The same answers and these, which take the place of earlier ones.</summary>
    public Answers With(string field, params string[] replaced) => new(new Dictionary<string, string[]>(Values) { [field] = replaced });

    public Answers With(string field, DateOnly date) =>
        With(field + Day, date.Day.ToString(CultureInfo.InvariantCulture)).With(field + Month, date.Month.ToString(CultureInfo.InvariantCulture))
            .With(field + Year, date.Year.ToString(CultureInfo.InvariantCulture));

    public bool SameAs(Answers other) =>
        Values.Where(value => value.Value.Any(text => text.Length > 0)).OrderBy(value => value.Key, StringComparer.Ordinal).Select(Line)
            .SequenceEqual(
                other.Values.Where(value => value.Value.Any(text => text.Length > 0)).OrderBy(value => value.Key, StringComparer.Ordinal).Select(Line));

    private static string Line(KeyValuePair<string, string[]> value) => $"{value.Key}={string.Join('\n', value.Value).ReplaceLineEndings("\n")}";
}
