namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Where an arena's blocks come from.</summary>
public abstract class Allocator<T>
{
    /// <summary>A zeroed array of at least <paramref name="length"/> elements that nobody else holds.</summary>
    public abstract T[] Allocate(int length);

    /// <summary>The arena will not touch the array again.</summary>
    public virtual void Release(T[] block)
    {
    }
}

/// <summary>
/// Takes blocks from the garbage collector. No pool on purpose: a stale sequence can then read its own arena's
/// leftovers at worst, never another connection's reply.
/// </summary>
internal sealed class GarbageCollectedAllocator<T> : Allocator<T>
{
    public static readonly GarbageCollectedAllocator<T> Instance = new();

    public override T[] Allocate(int length) => new T[length];
}
