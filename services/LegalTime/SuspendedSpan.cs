namespace OrdreCouncils.LegalTime;

/// <summary>A span during which a time limit does not run; the rest of it continues on the day <c>Until</c>. <c>Reason</c> is French, for a notice.</summary>
public sealed record SuspendedSpan(DateOnly From, DateOnly Until, string Article, string Reason)
{
    public int Days => Math.Max(0, Until.DayNumber - From.DayNumber);
}
