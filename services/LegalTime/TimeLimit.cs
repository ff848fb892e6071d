namespace OrdreCouncils.LegalTime;

/// <summary>A computed time limit. It ends at 24:00 of <c>LastDay</c>, which is the date of the last of <c>Steps</c>.</summary>
public sealed record TimeLimit(LegalRule Rule, RuleVersion Version, DateOnly From, DateOnly LastDay, IReadOnlyList<TimeLimitStep> Steps)
{
    public DateOnly DayAfter => LastDay.AddDays(1);
}

/// <summary>A step of the computation and the date it leads to; <c>Text</c> is French, for a notice.</summary>
public sealed record TimeLimitStep(DateOnly Date, string Article, string Text);
