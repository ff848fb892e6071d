namespace OrdreCouncils.Registry.Attestations;

/// <summary>Where the state of an attestation is: in which status list, and at which index of it.</summary>
internal readonly record struct StatusPlace(long List, int Index)
{
    /// <summary>16 KiB of states before compression. A list is whole in one answer, so its size bounds the work of an anonymous request.</summary>
    public const int ListSize = 65_536;

    public static StatusPlace Of(long place) => new(place / ListSize, (int)(place % ListSize));
}
