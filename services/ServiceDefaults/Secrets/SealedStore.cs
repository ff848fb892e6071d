namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Purposes of what the platform itself encrypts. Stored data depends on them, so they never change.</summary>
public sealed class SealedStore(string application)
{
    internal string BlindingKey { get; } = $"{application}.BlindingKey.v1";

    internal string DocumentKey { get; } = $"{application}.DocumentKey.v1";

    internal string Probe { get; } = $"{application}.Probe.v1";
}
