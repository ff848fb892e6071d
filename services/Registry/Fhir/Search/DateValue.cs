using System.Globalization;
using System.Text.RegularExpressions;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Registry.Fhir.Search;

/// <summary>A date or instant of a search with its prefix: the span that the text names, end excluded (R4 §3.1.1.4.5).</summary>
internal sealed partial record DateValue(string Prefix, DateTimeOffset From, DateTimeOffset To)
{
    public const string Expected = "Write eq, ne, gt, lt, ge, le, sa, eb or ap, or nothing, and a date such as 2026-03-15 or an instant such as 2026-03-15T09:00:00Z.";

    private static readonly string[] Prefixes = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"];

    /// <summary>Null when the text is not a date.</summary>
    public static DateValue? Parse(string text)
    {
        var prefix = text.Length > 2 && char.IsAsciiLetter(text[0]) ? text[..2] : "eq";
        if (!Prefixes.Contains(prefix) || Shape().Match(text[(text.Length > 2 && char.IsAsciiLetter(text[0]) ? 2 : 0)..]) is not { Success: true } match)
            return null;

        int Part(string name, int otherwise) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        var (year, month, day, hour, minute, second) = (Part("y", 0), Part("m", 1), Part("d", 1), Part("h", 0), Part("n", 0), Part("s", 0));
        if (year is < 1900 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;

        var start = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        var end = match.Groups switch
        {
            _ when match.Groups["f"] is { Success: true } fraction => (start = start.AddTicks(Ticks(fraction.Value))).AddTicks(Unit(fraction.Value)),
            _ when match.Groups["s"].Success => start.AddSeconds(1),
            _ when match.Groups["h"].Success => start.AddMinutes(1),
            _ when match.Groups["d"].Success => start.AddDays(1),
            _ when match.Groups["m"].Success => start.AddMonths(1),
            _ => start.AddYears(1),
        };
        return Zone(match.Groups["z"].Value) is { } zone ? new DateValue(prefix, zone(start), zone(end)) : null;
    }

    /// <summary><c>ap</c> widens the span by a tenth of its distance from now, as R4 recommends.</summary>
    public bool Fits(DateTimeOffset at, DateTimeOffset now) => Prefix switch
    {
        "eq" => at >= From && at < To,
        "ne" => at < From || at >= To,
        "gt" or "sa" => at >= To,
        "lt" or "eb" => at < From,
        "ge" => at >= From,
        "le" => at < To,
        _ => at >= From - Slack(now) && at < To + Slack(now),
    };

    /// <summary>Earliest instant that can match.</summary>
    public DateTimeOffset Earliest(DateTimeOffset now) => Prefix switch
    {
        "eq" or "ge" => From,
        "gt" or "sa" => To,
        "ap" => From - Slack(now),
        _ => DateTimeOffset.MinValue,
    };

    private TimeSpan Slack(DateTimeOffset now) => (now - From).Duration() / 10;

    private static Func<DateTime, DateTimeOffset>? Zone(string text)
    {
        // A day without a zone is a day in Paris.
        if (text.Length == 0)
            return local => LegalDay.FromParis(local);
        if (text == "Z")
            return local => new DateTimeOffset(local, TimeSpan.Zero);
        var minutes = (int.Parse(text.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60) + int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture);
        return minutes > 14 * 60 ? null : local => new DateTimeOffset(local, TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes)).ToUniversalTime();
    }

    private static long Ticks(string fraction) => long.Parse(fraction.PadRight(7, '0').AsSpan(0, 7), CultureInfo.InvariantCulture);

    private static long Unit(string fraction) => (long)Math.Pow(10, Math.Max(0, 7 - fraction.Length));

    // An unescaped + of a zone arrives as a space.
    [GeneratedRegex(@"^(?<y>\d{4})(-(?<m>\d\d)(-(?<d>\d\d)(T(?<h>\d\d):(?<n>\d\d)(:(?<s>\d\d)(\.(?<f>\d{1,9}))?)?(?<z>Z|[+ -]\d\d:\d\d)?)?)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
