namespace OrdreCouncils.LegalTime;

/// <summary>A time limit in hours. <c>Name</c> is French, for people.</summary>
public sealed record HourRule(string Code, string Name, string Article, DateOnly From, DateOnly Wording, int Hours)
{
    public required RuleTerms Terms { get; init; }

    /// <summary>Court's ruling, from its seisin, on a request against an emergency suspension.</summary>
    public static readonly HourRule EmergencySuspensionCourt = new(
        "emergency-suspension-court", "Décision du juge des référés sur la suspension en urgence", "CSP art. L.4113-14",
        new(2002, 3, 5), new(2018, 1, 19), 48)
    {
        Terms = new(
            Starts: "Seisin of the administrative court by the suspended physician.",
            Actor: LegalActor.AdministrativeCourt,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence: the suspension goes on.")
        {
            Silence = "The text does not say from when the hours run: the seisin of the court is our reading. It sets no time for the physician's own request.",
        },
    };

    public static readonly IReadOnlyList<HourRule> All = [EmergencySuspensionCourt];
}

/// <summary>A computed limit; it ends at the instant <c>End</c>.</summary>
public sealed record HourLimit(HourRule Rule, DateTimeOffset From, DateTimeOffset End, IReadOnlyList<TimeLimitStep> Steps);

/// <summary>Counts from hour to hour, as elapsed time. CPC art. 641 speaks of days, months and years, and art. 642 moves a limit that ends with its last day:
/// neither reaches a limit in hours, and no text of the Order moves one, so it may end on a Sunday.</summary>
public static class HourLimits
{
    /// <param name="rule">One of <see cref="HourRule.All"/>.</param>
    /// <param name="from">Instant of the event.</param>
    /// <param name="seat">Of the court: its clock is the one that the explanation shows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule was not in force on that day.</exception>
    /// <exception cref="NotSupportedException">The territory counts time limits by its own code.</exception>
    public static HourLimit Compute(HourRule rule, DateTimeOffset from, Territory seat = Territory.Metropolitan)
    {
        Territories.CheckCounted(seat);
        var day = LegalDay.Of(from, seat);
        if (day < rule.From)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"{rule.Code} was not in force on that day.");
        var end = from.AddHours(rule.Hours);
        var clock = seat is Territory.Metropolitan or Territory.AlsaceMoselle ? "heure de Paris" : "heure locale";
        return new HourLimit(rule, from, end,
        [
            new(day, rule.Article,
                $"{rule.Name} : délai de {rule.Hours} heures, à compter du {from.InFrench(seat)} "
                + $"(rédaction en vigueur depuis le {rule.Wording.DayInFrench()})."),
            new(LegalDay.Of(end, seat), rule.Article,
                $"Compté d'heure à heure, le délai expire le {end.InFrench(seat)} ({clock}), fût-ce un jour chômé."),
        ]);
    }
}
