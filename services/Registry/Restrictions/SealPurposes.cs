namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Data Protection purposes. Part of the stored data: if a value changes, texts sealed before become unreadable.</summary>
internal static class SealPurposes
{
    /// <summary>Isolates the key ring from those of other applications.</summary>
    public const string Application = "OrdreCouncils.Registry";

    public const string Ground = "OrdreCouncils.Registry.SuspensionGround.v1";
}
