namespace OrdreCouncils.Registry.Restrictions;

/// <summary>The Data Protection purposes of the service. Part of the stored data: one that changes makes every text sealed before unreadable.</summary>
internal static class SealPurposes
{
    /// <summary>Isolates the key ring from any other application's.</summary>
    public const string Application = "OrdreCouncils.Registry";

    /// <summary>Why a suspension was pronounced, sealed to it.</summary>
    public const string Ground = "OrdreCouncils.Registry.SuspensionGround.v1";
}
