namespace OrdreCouncils.LegalTime;

/// <summary>A span during which a time limit does not run: what is left of it runs on from the day it ends.</summary>
/// <param name="From">The day that stops it, e.g. that of a question to an authority.</param>
/// <param name="Until">The day that lets it run again, e.g. that of the answer.</param>
/// <param name="Article">The text that commands it.</param>
/// <param name="Reason">Why, in French, fit for a notice.</param>
public sealed record SuspendedSpan(DateOnly From, DateOnly Until, string Article, string Reason)
{
    public int Days => Math.Max(0, Until.DayNumber - From.DayNumber);
}
