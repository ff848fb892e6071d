namespace OrdreCouncils.Registry.Register;

/// <summary>Civil days, both included, that are checked for changes by the calendar alone. The properties are SQL parameters.</summary>
internal sealed record DayWindow(DateOnly From, DateOnly Until)
{
    public DateOnly Before => From.AddDays(-1);
}
