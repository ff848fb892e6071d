namespace OrdreCouncils.LegalTime;

public enum Counting
{
    /// <summary>Time to act (CPC art. 640 to 642): the first day does not count; a last day that is not a working day moves to the next working
    /// day.</summary>
    ToAct,

    /// <summary>Délai franc of the administrative courts (CJA art. R.421-1): as <see cref="ToAct"/>, but the last day does not count either.</summary>
    Clear,

    /// <summary>Shortest time that a body may give a party; counted as <see cref="ToAct"/>, and the body may give more.</summary>
    Granted,

    /// <summary>Time that must pass before an act: the first day does not count; a last day that is not a working day stays.</summary>
    ToWait,

    /// <summary>Longest duration of a measure: the first day counts; a last day that is not a working day stays.</summary>
    LastsAtMost,

    /// <summary>Time in which an event has an effect: the first day does not count; a last day that is not a working day stays, as an event is no
    /// act.</summary>
    Window,

    /// <summary>The day on which the law gives an effect, so long after the event; it may be any day of the week.</summary>
    TakesEffect,
}

/// <summary>A time limit of the law, with every wording it has had, oldest first. <c>Name</c> is French, for people; <c>Code</c> is for programs.</summary>
public sealed record LegalRule(string Code, string Name, Counting Counting, IReadOnlyList<RuleVersion> Versions)
{
    public required RuleTerms Terms { get; init; }

    /// <summary>Null before the first wording and after the last.</summary>
    public RuleVersion? InForceOn(DateOnly date) =>
        Versions.LastOrDefault(version => version.From <= date && (version.Until is null || date <= version.Until));
}

/// <summary>A period of the law, in force on both <c>From</c> and <c>Until</c>. <c>ExtendedByDistance</c>: the text adds months for a person who lives
/// elsewhere.</summary>
public sealed record RuleVersion(string Article, DateOnly From, DateOnly? Until, LegalPeriod Period, bool ExtendedByDistance = false)
{
    /// <summary>First day of the article's last wording that was read; later than <c>From</c> when an amendment kept the period.</summary>
    public DateOnly Wording { get; init; } = From;

    /// <summary>Null for CPC art. 643 and 644. The months of CJA art. R.421-7 are the same for a court in metropolitan France.</summary>
    public string? DistanceArticle { get; init; }

    internal string WordingInFrench => $"rédaction en vigueur depuis le {Wording.DayInFrench()}";
}
