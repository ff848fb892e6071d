namespace OrdreCouncils.Registry;

/// <summary>Configuration section <c>Registry</c>.</summary>
public sealed class RegistryOptions
{
    public const string Section = "Registry";

    /// <summary>Takes RPPS numbers whose key is wrong, as those of the directory's published examples are. Never in production.</summary>
    public bool AcceptFictitiousRpps { get; set; }
}
