using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>
/// Lends runs of elements that are all given back at once by <see cref="Reset"/>. For one thread at a time;
/// <see cref="Dispose"/> alone may come from another.
/// </summary>
public sealed class Arena<T> : IDisposable
{
    private readonly ArenaOptions _options;
    private readonly Allocator<T> _allocator;
    private readonly int _blockLength;
    private ArenaBlock<T>? _first;
    private ArenaBlock<T>? _current;
    private int _offset; // of the first free element in _current
    private long _used;
    private long _kept;
    private volatile bool _disposed;

    /// <param name="options">Sizes; null for the defaults.</param>
    /// <param name="allocator">Where blocks come from; null for the garbage collector.</param>
    public Arena(ArenaOptions? options = null, Allocator<T>? allocator = null)
    {
        _options = options ?? ArenaOptions.Default;
        _allocator = allocator ?? GarbageCollectedAllocator<T>.Instance;
        _blockLength = Math.Max(_options.BlockSizeBytes / Unsafe.SizeOf<T>(), 1);
    }

    /// <summary>Lends <paramref name="length"/> zeroed elements until the next reset, in one segment when they fit a block.</summary>
    public Sequence<T> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (length == 0)
            return default;

        var block = _current ??= _first ??= NewBlock();
        var free = block.Array.Length - _offset;
        if (free == 0 || (length > free && length <= _blockLength))
        {
            // Skipping the tail keeps a short run contiguous, which readers prefer.
            _used += free;
            block = MoveToNext();
            free = block.Array.Length;
        }

        var sequence = new Sequence<T>(block, _offset, length);
        _used += length;
        while (length > free)
        {
            length -= free;
            free = MoveToNext().Array.Length;
        }

        _offset += length;
        return sequence;
    }

    /// <summary>Takes back everything lent: earlier sequences must not be used again.</summary>
    public void Reset()
    {
        if (_used == 0)
            return;

        // Elements may refer to buffers that a pipe has since recycled: nothing may survive the reset.
        for (var block = _first; block is not null && block != _current; block = block.Next)
            Array.Clear(block.Array);
        Array.Clear(_current!.Array, 0, _offset);

        _kept = _options.RetentionPolicy(_kept, _used);
        ReleaseBeyond(_kept);
        _current = _first;
        _offset = 0;
        _used = 0;
    }

    /// <summary>
    /// Refuses further runs. Blocks are left to the garbage collector: another thread may still read what it was lent.
    /// </summary>
    public void Dispose() => _disposed = true;

    private ArenaBlock<T> NewBlock() => new(_allocator.Allocate(_blockLength));

    private ArenaBlock<T> MoveToNext()
    {
        _offset = 0;
        return _current = _current!.Next ??= NewBlock();
    }

    private void ReleaseBeyond(long elements)
    {
        var block = _first!; // one block always stays
        for (elements -= block.Array.Length; elements > 0 && block.Next is not null; elements -= block.Array.Length)
            block = block.Next;

        var surplus = block.Next;
        block.Next = null;
        for (; surplus is not null; surplus = surplus.Next)
            _allocator.Release(surplus.Array);
    }
}
