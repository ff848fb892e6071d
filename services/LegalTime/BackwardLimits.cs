namespace OrdreCouncils.LegalTime;

/// <summary>Computes limits before an event and explains each step.</summary>
public static class BackwardLimits
{
    private const string MonthsAndDays = "CPC art. 641";

    /// <param name="rule">One of <see cref="BackwardRules"/>.</param>
    /// <param name="eventDay">Day of the vote, the hearing or the session; it decides the wording of the rule.</param>
    /// <param name="residence">Of the person to be reached.</param>
    /// <param name="seat">Of the court or council.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule was not in force on that day.</exception>
    /// <exception cref="NotSupportedException">The territory counts time limits by its own code, or its holidays are not known.</exception>
    public static BackwardLimit Compute(
        BackwardRule rule, DateOnly eventDay, Residence residence = Residence.Metropolitan, Territory seat = Territory.Metropolitan)
    {
        Territories.CheckCounted(seat);
        var version = rule.InForceOn(eventDay)
            ?? throw new ArgumentOutOfRangeException(nameof(eventDay), eventDay, $"{rule.Code} was not in force on that day.");
        var steps = new List<TimeLimitStep>
        {
            new(eventDay, version.Article, $"{rule.Name} : {version.Period} au moins avant le {eventDay.InFrench()} ({version.WordingInFrench})."),
            new(eventDay, version.Article, "Ce jour ne compte pas."),
        };
        var day = Back(eventDay, Extended(version, eventDay, residence, seat, steps), steps);
        if (version.Clear)
        {
            day = day.AddDays(-1);
            steps.Add(new(day, version.Article, $"Jours francs : {version.Period} entiers séparent ce jour de l'événement, le {day.InFrench()}."));
        }

        if (version.Closing.MovesBack)
            day = PreviousWorkingDay(day, version, seat, steps);
        var end = version.Closing.At is { } hour ? Territories.Instant(seat, day, hour) : Territories.Instant(seat, day.AddDays(1), TimeOnly.MinValue);
        steps.Add(new(day, version.Article, $"Le dernier jour est le {day.InFrench()}, {HourInFrench(version.Closing)} (heure locale)."));
        return new BackwardLimit(rule, version, eventDay, day, end, steps);
    }

    private static LegalPeriod Extended(BackwardVersion version, DateOnly eventDay, Residence residence, Territory seat, List<TimeLimitStep> steps)
    {
        if (version.Distance == BackwardDistance.None || DistanceExtension.Of(seat, residence) is not { Months: > 0 } distance)
            return version.Period;
        var more = (version.Distance, distance.Months) switch
        {
            (BackwardDistance.Reduced, 1) => LegalPeriod.OfDays(15),
            (BackwardDistance.Reduced, _) => LegalPeriod.OfMonths(1),
            _ => LegalPeriod.OfMonths(distance.Months),
        };
        var period = new LegalPeriod(version.Period.Months + more.Months, version.Period.Days + more.Days);
        var reduced = version.Distance == BackwardDistance.Reduced ? $", réduit ({version.Article})" : "";
        steps.Add(new(eventDay, distance.Article, $"Délai de distance de {more}{reduced}, {distance.Reason} : {period}."));
        return period;
    }

    /// <summary>No text says how months count backward: the day must satisfy the count back from the event and the usual count forward to it.</summary>
    private static DateOnly Back(DateOnly eventDay, LegalPeriod period, List<TimeLimitStep> steps)
    {
        var day = eventDay.AddMonths(-period.Months).AddDays(-period.Days);
        steps.Add(new(day, MonthsAndDays, $"{period} avant : le {day.InFrench()}."));
        if (Forward(day) <= eventDay)
            return day;

        while (Forward(day) > eventDay)
            day = day.AddDays(-1);
        steps.Add(new(day, MonthsAndDays, $"Compté depuis ce jour, le délai de {period} dépasserait l'événement : le {day.InFrench()}."));
        return day;

        DateOnly Forward(DateOnly from) => from.AddMonths(period.Months).AddDays(period.Days);
    }

    private static DateOnly PreviousWorkingDay(DateOnly day, BackwardVersion version, Territory seat, List<TimeLimitStep> steps)
    {
        if (!PublicHolidays.IsNonWorkingDay(day, seat))
            return day;

        var previous = day;
        while (PublicHolidays.IsNonWorkingDay(previous, seat))
            previous = previous.AddDays(-1);
        steps.Add(new(previous, version.Article,
            $"Le {day.InFrench()} {TimeLimits.Closed(day, seat)}, le délai est ramené au jour ouvrable précédent, le {previous.InFrench()}."));
        return previous;
    }

    private static string HourInFrench(BackwardClosing closing) => closing.At is { } hour ? $"à {hour.InFrench()}" : "à vingt-quatre heures";
}
