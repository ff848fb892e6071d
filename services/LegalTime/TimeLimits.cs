namespace OrdreCouncils.LegalTime;

/// <summary>Computes time limits and explains each step.</summary>
public static class TimeLimits
{
    private const string Start = "CPC art. 641, al. 1er";
    private const string MonthsAndDays = "CPC art. 641";
    private const string End = "CPC art. 642";
    private const string Clear = "CJA art. R.421-1";

    /// <param name="rule">One of <see cref="LegalRules"/>.</param>
    /// <param name="from">Day of the act, event or notification that starts the limit.</param>
    /// <param name="residence">Of the person who has to act.</param>
    /// <param name="suspensions">Their days are added.</param>
    /// <param name="seat">Of the court or council before which the person acts, or which acts; its holidays count. For an appeal or an appeal in cassation in
    /// a case of New Caledonia or French Polynesia, that territory: its own code applies there too (CSP art. R.4441-27, II, 16° and 18°).</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule was not in force on that day.</exception>
    /// <exception cref="NotSupportedException">The territory counts time limits by its own code, or its holidays are not known.</exception>
    public static TimeLimit Compute(
        LegalRule rule, DateOnly from, Residence residence = Residence.Metropolitan, IReadOnlyList<SuspendedSpan>? suspensions = null,
        Territory seat = Territory.Metropolitan)
    {
        Territories.CheckCounted(seat);
        var version = rule.InForceOn(from)
            ?? throw new ArgumentOutOfRangeException(nameof(from), from, $"{rule.Code} was not in force on that day.");
        return rule.Counting switch
        {
            Counting.LastsAtMost => Lasting(rule, version, from),
            Counting.ToWait => ToWait(rule, version, from),
            Counting.Window => Window(rule, version, from),
            Counting.TakesEffect => Effect(rule, version, from),
            _ => ToAct(rule, version, from, version.ExtendedByDistance ? DistanceExtension.Of(seat, residence) : null, suspensions ?? [], seat),
        };
    }

    /// <summary>The whole limit again, from an event that wiped out the time that had run.</summary>
    public static TimeLimit ComputeAgain(
        LegalRule rule, Restart restart, Residence residence = Residence.Metropolitan, Territory seat = Territory.Metropolitan)
    {
        var limit = Compute(rule, restart.On, residence, seat: seat);
        var step = new TimeLimitStep(restart.On, restart.Article, $"{restart.Reason} : un nouveau délai court à compter du {restart.On.InFrench()}.");
        return limit with { Steps = [step, .. limit.Steps] };
    }

    /// <summary>Why limits of a body that sits there are not counted here; null when they are. Asks without an exception.</summary>
    public static string? WhyNotCounted(Territory seat) => Territories.WhyOwnCode(seat) ?? PublicHolidays.WhyUnknown(seat);

    /// <summary>For reads of what was recorded: null when no wording of the rule was in force on that day.</summary>
    public static TimeLimit? ComputeIfInForce(LegalRule rule, DateOnly from) => ComputeIfInForce(rule, from, Territory.Metropolitan);

    /// <param name="seat">Of the body; null for one of New Caledonia or French Polynesia, where the rule does not hold (see <see cref="Departments"/>). The
    /// answer is null where <see cref="WhyNotCounted"/> gives a reason.</param>
    public static TimeLimit? ComputeIfInForce(LegalRule rule, DateOnly from, Territory? seat) =>
        seat is { } known && WhyNotCounted(known) is null && rule.InForceOn(from) is not null ? Compute(rule, from, seat: known) : null;

    private static TimeLimit ToAct(
        LegalRule rule, RuleVersion version, DateOnly from, DistanceExtension? distance, IReadOnlyList<SuspendedSpan> suspensions, Territory seat)
    {
        var atLeast = rule.Counting == Counting.Granted ? " au moins" : "";
        var steps = new List<TimeLimitStep>
        {
            new(from, version.Article, $"{rule.Name} : délai de {version.Period}{atLeast}, à compter du {from.InFrench()} ({version.WordingInFrench})."),
            new(from, Start, "Ce premier jour ne compte pas."),
        };
        var period = version.Period;
        if (distance is { Months: > 0 })
        {
            period = period with { Months = period.Months + distance.Months };
            var article = version.DistanceArticle ?? distance.Article;
            steps.Add(new(from, article, $"Le délai est augmenté de {distance.Months} mois, {distance.Reason} : {period}."));
        }

        var day = from;
        if (period.Months > 0)
        {
            // AddMonths does what the article says: the same day number, or the last day of a shorter month.
            day = day.AddMonths(period.Months);
            steps.Add(new(day, MonthsAndDays, day.Day == from.Day
                ? $"{period.Months} mois : jour portant le même quantième, le {day.InFrench()}."
                : $"{period.Months} mois : à défaut du même quantième, dernier jour du mois, le {day.InFrench()}."));
        }

        if (period.Days > 0)
        {
            day = day.AddDays(period.Days);
            steps.Add(new(day, MonthsAndDays,
                $"{LegalPeriod.OfDays(period.Days)}{(period.Months > 0 ? ", décomptés après les mois" : "")} : le {day.InFrench()}."));
        }

        foreach (var suspension in suspensions.Where(suspension => suspension.Days > 0))
        {
            day = day.AddDays(suspension.Days);
            steps.Add(new(day, suspension.Article,
                $"{suspension.Reason} : délai suspendu du {suspension.From.InFrench()} au {suspension.Until.InFrench()}, "
                + $"{LegalPeriod.OfDays(suspension.Days)} de plus : le {day.InFrench()}."));
        }

        if (rule.Counting == Counting.Clear)
        {
            day = day.AddDays(1);
            steps.Add(new(day, Clear, $"Délai franc : le jour de l'échéance ne compte pas, le {day.InFrench()}."));
        }

        day = NextWorkingDay(day, seat, steps);
        steps.Add(new(day, End, rule.Counting == Counting.Granted
            ? $"Le délai imparti ne peut expirer avant le {day.InFrench()} à vingt-quatre heures."
            : $"Le délai expire le {day.InFrench()} à vingt-quatre heures."));
        return new TimeLimit(rule, version, from, day, steps);
    }

    private static TimeLimit Lasting(LegalRule rule, RuleVersion version, DateOnly from)
    {
        var last = LastDayOf(from, version.Period);
        return new TimeLimit(rule, version, from, last,
        [
            new(from, version.Article, $"{rule.Name} : {version.Period} au plus, à compter du {from.InFrench()} inclus ({version.WordingInFrench})."),
            new(last, version.Article, $"Le dernier jour est le {last.InFrench()}, fût-il chômé."),
        ]);
    }

    private static TimeLimit ToWait(LegalRule rule, RuleVersion version, DateOnly from)
    {
        var last = from.AddMonths(version.Period.Months).AddDays(version.Period.Days);
        return new TimeLimit(rule, version, from, last,
        [
            new(from, version.Article, $"{rule.Name} : {version.Period} au moins, à compter du {from.InFrench()} ({version.WordingInFrench})."),
            new(last, MonthsAndDays, $"Ce temps est écoulé le {last.InFrench()} à vingt-quatre heures."),
        ]);
    }

    private static TimeLimit Window(LegalRule rule, RuleVersion version, DateOnly from)
    {
        var last = from.AddMonths(version.Period.Months).AddDays(version.Period.Days);
        return new TimeLimit(rule, version, from, last,
        [
            new(from, version.Article, $"{rule.Name} : {version.Period}, à compter du {from.InFrench()} ({version.WordingInFrench})."),
            new(last, MonthsAndDays, $"Le dernier jour est le {last.InFrench()} à vingt-quatre heures, fût-il chômé."),
        ]);
    }

    private static TimeLimit Effect(LegalRule rule, RuleVersion version, DateOnly from)
    {
        var day = from.AddMonths(version.Period.Months).AddDays(version.Period.Days);
        var after = (day.DayNumber - from.DayNumber) switch
        {
            0 => "le jour même",
            1 => $"le lendemain du {from.InFrench()}",
            _ => $"{version.Period} après le {from.InFrench()}",
        };
        return new TimeLimit(rule, version, from, day,
            [new(day, version.Article, $"{rule.Name} : {after}, soit le {day.InFrench()}, fût-il chômé ({version.WordingInFrench}).")]);
    }

    /// <summary>Last day of a measure whose first day counts.</summary>
    public static DateOnly LastDayOf(DateOnly first, LegalPeriod period) => first.AddMonths(period.Months).AddDays(period.Days - 1);

    private static DateOnly NextWorkingDay(DateOnly day, Territory seat, List<TimeLimitStep> steps)
    {
        if (!PublicHolidays.IsNonWorkingDay(day, seat))
            return day;

        var next = day;
        while (PublicHolidays.IsNonWorkingDay(next, seat))
            next = next.AddDays(1);
        steps.Add(new(next, End,
            $"Le {day.InFrench()} {Closed(day, seat)}, le délai est prorogé jusqu'au premier jour ouvrable suivant, le {next.InFrench()}."));
        return next;
    }

    internal static string Closed(DateOnly day, Territory seat) =>
        PublicHolidays.NameOf(day, seat) is { } holiday ? $"étant férié ({holiday})" : "n'étant pas ouvrable";
}
