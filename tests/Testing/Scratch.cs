namespace OrdreCouncils.Tests.Testing;

/// <summary>Folders for the stores of tests.</summary>
internal static class Scratch
{
    private const string Memory = "/dev/shm";

    // Each of several assemblies at once has a PostgreSQL with a few databases at a time.
    private const long Enough = 2L << 30;

    // On a disk, creating the three hundred files of a PostgreSQL database takes ten times as long as in memory, and SQLite waits for the disk at every
    // commit. What survives a power cut is not tried here.
    private static readonly bool InMemory = HasRoom();

    /// <summary>A new folder, in memory where the machine has room for it.</summary>
    public static DirectoryInfo Folder(string prefix) =>
        InMemory ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName())) : Directory.CreateTempSubdirectory(prefix);

    private static bool HasRoom() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough;
}
