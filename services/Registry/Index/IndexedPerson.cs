using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>A physician as the index takes them in.</summary>
/// <param name="Number">RPPS number.</param>
/// <param name="Revision">The revision that last changed anything about them.</param>
/// <param name="FamilyKey">Family name's key.</param>
/// <param name="GivenKey">First names' key.</param>
/// <param name="Name">The names as the register shows them.</param>
/// <param name="Title">Number of the title.</param>
/// <param name="RegisteredSince">First day of the registration.</param>
/// <param name="Council">Number of the council.</param>
/// <param name="Codes">Numbers of the qualifications held.</param>
/// <param name="Activities">Numbers of the places and modes of the present activities.</param>
/// <param name="Life">What the registration follows from; null when the register knows no more than that they are registered.</param>
/// <param name="Merged">Whether another number answers for theirs.</param>
internal sealed record IndexedPerson(
    long Number, long Revision, string FamilyKey, string GivenKey, (string Family, string Given) Name, ushort Title, DateOnly RegisteredSince, ushort Council, ushort[] Codes, int[] Activities, RegisterEntry? Life,
    bool Merged = false);
