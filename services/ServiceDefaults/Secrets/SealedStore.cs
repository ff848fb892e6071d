namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>What the platform itself seals in a service's store. Part of the stored data, as every purpose is.</summary>
/// <param name="application">The name given to <see cref="KeyRing.AddSecrets"/>.</param>
public sealed class SealedStore(string application)
{
    /// <summary>The key of <see cref="Blinder"/>.</summary>
    internal string BlindingKey { get; } = $"{application}.BlindingKey.v1";

    /// <summary>What the start-up check seals and opens.</summary>
    internal string Probe { get; } = $"{application}.Probe.v1";
}
