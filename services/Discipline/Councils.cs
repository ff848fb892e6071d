using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Discipline;

internal static class Councils
{
    /// <summary>Territory whose holidays count at a council. Null where another code of civil procedure counts, and in Wallis-et-Futuna, whose holidays are not
    /// known here.</summary>
    public static Territory? SeatOf(string council) => council == "986" ? null : Departments.CouncilSeat(council);
}
