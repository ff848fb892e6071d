namespace OrdreCouncils.LegalTime;

/// <summary>A time limit in hours. <c>Name</c> is French, for people.</summary>
public sealed record HourRule(string Code, string Name, string Article, DateOnly From, DateOnly Wording, int Hours)
{
    /// <summary>Court's ruling, from its seisin, on a request against an emergency suspension.</summary>
    public static readonly HourRule EmergencySuspensionCourt = new(
        "emergency-suspension-court", "Décision du juge des référés sur la suspension en urgence", "CSP art. L.4113-14",
        new(2002, 3, 5), new(2018, 1, 19), 48);

    public static readonly IReadOnlyList<HourRule> All = [EmergencySuspensionCourt];
}

/// <summary>A computed limit; it ends at the instant <c>End</c>.</summary>
public sealed record HourLimit(HourRule Rule, DateTimeOffset From, DateTimeOffset End, IReadOnlyList<TimeLimitStep> Steps);

/// <summary>Counts from hour to hour, as elapsed time. CPC art. 641 speaks of days, months and years, and art. 642 moves a limit that ends with its last day:
/// neither reaches a limit in hours, and no text of the Order moves one, so it may end on a Sunday.</summary>
public static class HourLimits
{
    /// <exception cref="ArgumentOutOfRangeException">The rule was not in force on that day.</exception>
    public static HourLimit Compute(HourRule rule, DateTimeOffset from)
    {
        var day = LegalDay.Of(from);
        if (day < rule.From)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"{rule.Code} was not in force on that day.");
        var end = from.AddHours(rule.Hours);
        return new HourLimit(rule, from, end,
        [
            new(day, rule.Article,
                $"{rule.Name} : délai de {rule.Hours} heures, à compter du {from.InFrench()} "
                + $"(rédaction en vigueur depuis le {rule.Wording.DayInFrench()})."),
            new(LegalDay.Of(end), rule.Article, $"Compté d'heure à heure, le délai expire le {end.InFrench()} (heure de Paris), fût-ce un jour chômé."),
        ]);
    }
}
