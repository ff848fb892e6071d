namespace OrdreCouncils.LegalTime;

/// <summary>A time limit counted back from an event: an act is due at least so long before it. <c>Name</c> is French, for people.</summary>
public sealed record BackwardRule(string Code, string Name, IReadOnlyList<BackwardVersion> Versions)
{
    public required RuleTerms Terms { get; init; }

    /// <summary>Null before the first wording and after the last.</summary>
    public BackwardVersion? InForceOn(DateOnly date) =>
        Versions.LastOrDefault(version => version.From <= date && (version.Until is null || date <= version.Until));
}

/// <summary>A period of the law, in force on both <c>From</c> and <c>Until</c>.</summary>
public sealed record BackwardVersion(string Article, DateOnly From, DateOnly? Until, LegalPeriod Period)
{
    public DateOnly Wording { get; init; } = From;

    public BackwardDistance Distance { get; init; }

    public BackwardClosing Closing { get; init; } = BackwardClosing.AtMidnight;

    /// <summary>Jours francs: neither the day of the event nor the last day of the act counts, so whole days lie between them.</summary>
    public bool Clear { get; init; }

    internal string WordingInFrench => $"rédaction en vigueur depuis le {Wording.DayInFrench()}";
}

/// <summary>Whether the text adds CPC art. 643 and 644.</summary>
public enum BackwardDistance
{
    None,
    Added,

    /// <summary>One month may become fifteen days, and two months one (CSP art. R.4126-25, for a case of L.4113-14).</summary>
    Reduced,
}

/// <summary>How the last day ends, in the local time of the seat. CPC art. 642 moves a limit forward, which would shorten the time before the event: a last day
/// that is not a working day stays unless <c>MovesBack</c>, when the text itself names the previous working day.</summary>
public sealed record BackwardClosing(TimeOnly? At, bool MovesBack)
{
    public static readonly BackwardClosing AtMidnight = new(null, false);

    /// <summary>CSP art. R.4125-6, al. 3.</summary>
    public static readonly BackwardClosing AtSixteenOnAWorkingDay = new(new TimeOnly(16, 0), true);
}

/// <summary>A computed limit. It ends on <c>LastDay</c>, at the instant <c>End</c>.</summary>
public sealed record BackwardLimit(
    BackwardRule Rule, BackwardVersion Version, DateOnly Event, DateOnly LastDay, DateTimeOffset End, IReadOnlyList<TimeLimitStep> Steps);
