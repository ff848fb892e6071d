namespace OrdreCouncils.Tests.Testing;

public static class Scratch
{
    private const string Memory = "/dev/shm";

    // Several assemblies run at once, each with a PostgreSQL server that holds a few databases.
    private const long Enough = 2L << 30;

    // On a disk, creating the three hundred files of a PostgreSQL database takes ten times as long as in memory, and SQLite waits for the disk at every
    // commit. No test needs data to survive a power cut.
    private static readonly bool InMemory = HasRoom();

    /// <summary>A new folder, in memory when there is enough.</summary>
    public static DirectoryInfo Folder(string prefix) =>
        InMemory ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName())) : Directory.CreateTempSubdirectory(prefix);

    private static bool HasRoom() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough;
}
