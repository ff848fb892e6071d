namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Data Protection purposes. Part of the stored data: if a value changes, texts sealed before become unreadable.</summary>
internal static class SealPurposes
{
    public const string Application = "OrdreCouncils.Registry";

    public const string Ground = "OrdreCouncils.Registry.SuspensionGround.v1";
}
