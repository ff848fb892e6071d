namespace OrdreCouncils.Tests.Architecture;

/// <summary>What Registry still does against <see cref="FolderTests"/>. Nothing is ever added: this file goes when its lists are empty.</summary>
internal static class KnownOffenders
{
    private static readonly HashSet<string> Cycle = ["Index", "Physicians", "Search"];
    private static readonly HashSet<string> SharedTables = ["physicians"];

    public static bool MayBeInACycle(string project, string folder) => project == "Registry" && Cycle.Contains(folder);

    public static bool MayBeShared(string project, string table) => project == "Registry" && SharedTables.Contains(table);
}
