namespace OrdreCouncils.Registry;

public sealed class RegistryOptions
{
    public const string Section = "Registry";

    /// <summary>Accepts RPPS numbers with a wrong check digit, as in the published examples of the directory. Never in production.</summary>
    public bool AcceptFictitiousRpps { get; set; }
}
