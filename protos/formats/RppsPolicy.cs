namespace OrdreCouncils.Protos.Formats;

/// <summary>Which RPPS numbers a process accepts.</summary>
/// <param name="AcceptFictitious">
/// Accepts a wrong key, as in the examples of the directory's own documentation. Never in production.
/// </param>
public sealed record RppsPolicy(bool AcceptFictitious)
{
    public bool Accepts(string text) => TryParse(text, out _);

    /// <param name="text">What was written; no spaces are taken out.</param>
    /// <param name="number">The number, when there is one.</param>
    public bool TryParse(string text, out RppsNumber number) => RppsNumber.TryParse(text, AcceptFictitious, out number);
}
