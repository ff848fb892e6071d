using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>A physician as the index stores them: keys for search, numbers instead of repeated values.</summary>
/// <param name="Revision">The revision that last changed the physician.</param>
/// <param name="Name">The names as the register shows them.</param>
/// <param name="Title">Number of the title.</param>
/// <param name="Council">Number of the council.</param>
/// <param name="Codes">Numbers of the qualifications held.</param>
/// <param name="Activities">Numbers of places and modes of the present activities.</param>
/// <param name="Life">Facts that decide the registration; null for a plain registration.</param>
/// <param name="Merged">Another number answers for this one.</param>
internal sealed record IndexedPerson(
    long Number, long Revision, string FamilyKey, string GivenKey, (string Family, string Given) Name, ushort Title, DateOnly RegisteredSince, ushort Council, ushort[] Codes, int[] Activities, RegisterEntry? Life,
    bool Merged = false)
{
    /// <summary>Numbers of the names of the structures of the present activities.</summary>
    public int[] Structures { get; init; } = [];

    /// <summary>Number of the professional category.</summary>
    public ushort Category { get; init; }
}
