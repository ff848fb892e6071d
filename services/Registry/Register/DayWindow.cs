namespace OrdreCouncils.Registry.Register;

/// <summary>Days on which a registration may change by the calendar alone, first and last included. Its properties are the SQL parameters.</summary>
internal sealed record DayWindow(DateOnly From, DateOnly Until)
{
    /// <summary>Longer than the month to apply elsewhere ever lasts: its last day moves over a long weekend.</summary>
    private const int TransferDays = 45;

    public DateOnly Before => From.AddDays(-1);

    public DateOnly Transferred => From.AddDays(-TransferDays);
}
