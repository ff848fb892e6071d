using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>Level of the chamber whose registry the person is.</summary>
internal static class ChamberLevel
{
    // Of the two registries only the national one records appeals.
    private const string NationalOnly = "discipline/DecisionsService/RecordAppeal";

    public static bool IsNational(Viewer viewer) => viewer.May(NationalOnly);

    public static InstanceLevel Of(Viewer viewer) => IsNational(viewer) ? InstanceLevel.National : InstanceLevel.FirstInstance;
}
