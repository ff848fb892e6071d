namespace OrdreCouncils.LegalTime;

/// <summary>A time limit that was computed: its last day, and why.</summary>
/// <param name="Rule">The rule applied.</param>
/// <param name="Version">Its wording in force on <paramref name="From"/>.</param>
/// <param name="From">The day of the event that makes it run.</param>
/// <param name="LastDay">Its last day, which counts until 24:00.</param>
/// <param name="Steps">How one gets there, each step with its article; never empty, the last one arrives at <paramref name="LastDay"/>.</param>
public sealed record TimeLimit(LegalRule Rule, RuleVersion Version, DateOnly From, DateOnly LastDay, IReadOnlyList<TimeLimitStep> Steps)
{
    /// <summary>The first day on which it is too late.</summary>
    public DateOnly DayAfter => LastDay.AddDays(1);
}

/// <summary>One step of a computation.</summary>
/// <param name="Date">The date the step arrives at.</param>
/// <param name="Article">The text that commands it.</param>
/// <param name="Text">What it does, in French, fit for a notice.</param>
public sealed record TimeLimitStep(DateOnly Date, string Article, string Text);
