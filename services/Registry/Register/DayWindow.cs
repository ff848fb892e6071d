namespace OrdreCouncils.Registry.Register;

/// <summary>Civil days, both included, that are checked for changes by the calendar alone. The properties are SQL parameters.</summary>
internal sealed record DayWindow(DateOnly From, DateOnly Until)
{
    /// <summary>More than the month to apply elsewhere (CSP L.4112-5) can last when its last day moves over holidays.</summary>
    private const int TransferDays = 45;

    public DateOnly Before => From.AddDays(-1);

    public DateOnly Transferred => From.AddDays(-TransferDays);
}
