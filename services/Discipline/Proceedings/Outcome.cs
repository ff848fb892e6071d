using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Outcome of a decided case on a day: its state, its decision in force and the sanctions to show.</summary>
/// <param name="Decision">The decision that stands or is contested.</param>
/// <param name="Terms">The sanction in force under it: its own, or that of the decision that it upholds.</param>
/// <param name="Since">Day from which the state waits for its next step.</param>
/// <param name="Last">Time to contest a first-instance decision; null while an addressee is awaited, and for other states.</param>
/// <param name="FinalOn">Null until final.</param>
/// <param name="TurnsOn">Day on which time alone changes the state; null when only an act does.</param>
/// <param name="Effects">What the register has to show.</param>
internal sealed record Outcome(
    CaseStatus State, DecisionRow Decision, SanctionTerms Terms, DateOnly Since, Clock? Last, DateOnly? FinalOn, DateOnly? TurnsOn,
    IReadOnlyList<Effect> Effects);

/// <summary>A sanction in the register.</summary>
/// <param name="Key">Under which the register knows it.</param>
/// <param name="Until">Null when it has no end of its own.</param>
internal sealed record Effect(string Key, Sanction Sanction, DateOnly From, DateOnly? Until);

/// <param name="Source">Decision that pronounced it.</param>
/// <param name="ExecutesFrom">First day, when a decision fixes it.</param>
/// <param name="ExecutesUntil">Last day, when a decision fixes it.</param>
internal sealed record SanctionTerms(DecisionRow Source, DateOnly? ExecutesFrom, DateOnly? ExecutesUntil)
{
    public Sanction Sanction => Source.Sanction;

    public LegalPeriod Duration => new(Source.DurationMonths, Source.DurationDays);

    /// <summary>Its days may be negative: of one month, ten days are suspended.</summary>
    public LegalPeriod FirmPart => new(Source.DurationMonths - Source.SuspendedMonths, Source.DurationDays - Source.SuspendedDays);

    /// <summary>A sanction 3° to 5° with a firm part.</summary>
    public bool Restricts => Sanction is Sanction.BanFromFunctions or Sanction.BanFromPractice or Sanction.Radiation && (IsWithoutEnd || FirmPart != default);

    /// <summary>Radiation, or a permanent ban from functions.</summary>
    public bool IsWithoutEnd => Source is { DurationMonths: 0, DurationDays: 0 };

    /// <summary>Last day of the firm part; null when it has no end.</summary>
    public DateOnly? LastDay(DateOnly first) =>
        IsWithoutEnd ? null : ExecutesUntil ?? TimeLimits.LastDayOf(first, FirmPart);

    public static SanctionTerms Of(DecisionRow decision) => new(decision, decision.ExecutesFrom, decision.ExecutesUntil);
}
