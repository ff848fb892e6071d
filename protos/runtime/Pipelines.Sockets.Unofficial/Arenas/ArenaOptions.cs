namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Hints to an arena. None changes what an arena does here: it clears what it lent at every reset.</summary>
[Flags]
public enum ArenaFlags
{
    /// <summary>No hint.</summary>
    None = 0,
}

/// <summary>How an arena sizes its blocks and how much it keeps between uses.</summary>
public sealed class ArenaOptions
{
    private const int DefaultBlockSizeBytes = 64 * 1024; // below the large object heap

    /// <summary>Options of an arena that was given none.</summary>
    public static readonly ArenaOptions Default = new();

    /// <param name="flags">Hints; all are accepted.</param>
    /// <param name="blockSizeBytes">Size of a block; 0 or less for the default.</param>
    /// <param name="retentionPolicy">From the elements kept so far and those just used, how many elements to keep.</param>
    public ArenaOptions(ArenaFlags flags = ArenaFlags.None, int blockSizeBytes = 0, Func<long, long, long>? retentionPolicy = null)
    {
        Flags = flags;
        BlockSizeBytes = blockSizeBytes > 0 ? blockSizeBytes : DefaultBlockSizeBytes;
        RetentionPolicy = retentionPolicy ?? DecaySlowly;
    }

    /// <summary>The hints given.</summary>
    public ArenaFlags Flags { get; }

    /// <summary>Size of a block, in bytes.</summary>
    public int BlockSizeBytes { get; }

    /// <summary>How many elements to keep, from the elements kept so far and those just used.</summary>
    public Func<long, long, long> RetentionPolicy { get; }

    // One huge reply must not pin its memory for ever, and a busy connection must not allocate at every reply.
    private static long DecaySlowly(long kept, long used) => Math.Max(used, kept - Math.Max(kept / 16, 1));
}
