namespace OrdreCouncils.Protos.Formats;

/// <summary>Which RPPS numbers a process accepts: fictitious ones have a wrong key, and are never accepted in production.</summary>
public sealed record RppsPolicy(bool AcceptFictitious)
{
    public bool Accepts(string text) => TryParse(text, out _);

    public bool TryParse(string text, out RppsNumber number) => RppsNumber.TryParse(text, AcceptFictitious, out number);
}
