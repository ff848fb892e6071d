namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>One array of an arena, and the block that follows it.</summary>
internal sealed class ArenaBlock<T>(T[] array)
{
    public readonly T[] Array = array;

    public ArenaBlock<T>? Next;
}
