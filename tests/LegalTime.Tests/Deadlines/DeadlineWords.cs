using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime.Deadlines;

/// <summary>Plain English for the rules' values.</summary>
internal static class DeadlineWords
{
    public static string Of(Counting counting) => counting switch
    {
        Counting.ToAct => "the first day does not count; a last day that is a Saturday, a Sunday or a holiday of the seat moves to the next working day",
        Counting.Clear => "clear (franc): neither the first day nor the day of the end counts; then as any limit, to the next working day",
        Counting.Granted => "a minimum that the president must leave: the first day does not count, and the time may not end before the day shown",
        Counting.ToWait => "a time that must pass; the first day does not count, and no day off moves it",
        Counting.LastsAtMost => "a measure: its first day counts, and no day off moves its end",
        Counting.Window => "a time in which a fact counts; the first day does not count, and no day off moves its end",
        _ => "a day of effect, on a day off too",
    };

    public static string Of(BackwardVersion version) => (version.Clear, version.Closing.MovesBack) switch
    {
        (true, _) => "back from the event in clear days: neither the event nor the last day counts; a day off stays",
        (_, true) => "back from the event, which does not count; a last day off moves to the previous working day, and the limit ends at 16:00 there",
        _ => "back from the event, which does not count; a last day off stays, as moving it forward would shorten the time (our reading)",
    };

    public static string Of(BackwardDistance distance) => distance switch
    {
        BackwardDistance.None => "none",
        BackwardDistance.Added => "added, CPC art. 643 and 644",
        _ => "reduced: fifteen days for one month, one month for two (CSP art. R.4126-25)",
    };

    public static string Of(Filing filing) => filing switch
    {
        Filing.None => "nothing is sent",
        Filing.Postmark => $"the postmark counts ({Filings.PostmarkRuling})",
        Filing.Sent => "the text says sent: the day of sending counts",
        Filing.Received => "the text says arrived: the day of receipt counts",
        _ => "the text does not say; both days are kept, and the day of posting is used",
    };

    public static string Of(LegalActor actor) => actor == LegalActor.NoOne ? "nobody: the day comes by law" : $"the {Spaced(actor).ToLowerInvariant()}";

    /// <summary>A territory or a residence by its name.</summary>
    public static string Place(string name) => name switch
    {
        nameof(Territory.Metropolitan) => "metropolitan France",
        nameof(Territory.AlsaceMoselle) => "Alsace-Moselle",
        nameof(Territory.LaReunion) => "La Réunion",
        nameof(Territory.NewCaledonia) => "New Caledonia",
        nameof(Territory.FrenchPolynesia) => "French Polynesia",
        nameof(Residence.Abroad) => "abroad",
        _ => name,
    };

    private static string Spaced<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
}
