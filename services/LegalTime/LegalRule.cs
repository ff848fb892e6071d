namespace OrdreCouncils.LegalTime;

/// <summary>How a period is turned into a last day.</summary>
public enum Counting
{
    /// <summary>A limit to act within (CPC art. 640 to 642): the first day does not count; a last day that is not a working day moves on.</summary>
    ToAct,

    /// <summary>
    /// A clear limit (délai franc), as the administrative courts count (CJA art. R.421-1 and general rule): neither the first day nor the last counts;
    /// a last day that is not a working day moves on.
    /// </summary>
    Clear,

    /// <summary>A time that has to pass before one may act, from an event whose day does not count: a last day that is not a working day does not prolong it.</summary>
    ToWait,

    /// <summary>The longest a measure may last: its first day counts, and no week-end prolongs it.</summary>
    LastsAtMost,
}

/// <summary>A time limit of the law, under every wording it has had.</summary>
/// <param name="Code">Stable name for programs: <c>appeal</c>.</param>
/// <param name="Name">What it limits, in French, for people.</param>
/// <param name="Counting">How it is counted.</param>
/// <param name="Versions">Oldest first, without overlap.</param>
public sealed record LegalRule(string Code, string Name, Counting Counting, IReadOnlyList<RuleVersion> Versions)
{
    /// <summary>The wording in force on <paramref name="date"/>; null before the first and after the last.</summary>
    public RuleVersion? InForceOn(DateOnly date) =>
        Versions.LastOrDefault(version => version.From <= date && (version.Until is null || date <= version.Until));
}

/// <summary>One wording of a rule.</summary>
/// <param name="Article">The article that states it, with its code.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force, included; null while it still is.</param>
/// <param name="Period">The period it grants.</param>
/// <param name="ExtendedByDistance">True when the text refers to CPC art. 643 and 644.</param>
public sealed record RuleVersion(string Article, DateOnly From, DateOnly? Until, LegalPeriod Period, bool ExtendedByDistance = false);
