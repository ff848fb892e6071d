namespace OrdreCouncils.Communiques;

/// <summary>Data Protection purposes. Part of the stored data: if a value changes, files stored before become unreadable.</summary>
internal static class SealPurposes
{
    /// <summary>Isolates the key ring from other applications.</summary>
    public const string Application = "OrdreCouncils.Communiques";
}
