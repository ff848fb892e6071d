namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A run of elements lent by an arena, in one segment or several.</summary>
public readonly partial struct Sequence<T>
{
    private readonly ArenaBlock<T>? _block;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(ArenaBlock<T> block, int offset, int length)
    {
        _block = block;
        _offset = offset;
        _length = length;
    }

    /// <summary>Number of elements.</summary>
    public long Length => _length;

    /// <summary>True when there are no elements.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>True when <see cref="FirstSpan"/> holds every element.</summary>
    public bool IsSingleSegment => _block is null || _length <= _block.Array.Length - _offset;

    /// <summary>The elements of the first segment.</summary>
    public Span<T> FirstSpan => _block is null
        ? default
        : _block.Array.AsSpan(_offset, Math.Min(_length, _block.Array.Length - _offset));

    /// <summary>The segments, in order.</summary>
    public SpanEnumerable Spans => new(this);

    /// <summary>The element at <paramref name="index"/>, in place.</summary>
    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_length, nameof(index));
            var (block, offset) = Locate(index);
            return ref block.Array[offset];
        }
    }

    /// <summary>The elements from <paramref name="start"/> on.</summary>
    public Sequence<T> Slice(int start) => Slice(start, _length - start);

    /// <summary>The <paramref name="length"/> elements from <paramref name="start"/> on, sharing the same memory.</summary>
    public Sequence<T> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)_length, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(_length - start), nameof(length));
        if (length == 0)
            return default;

        var (block, offset) = Locate(start);
        return new(block, offset, length);
    }

    /// <summary>The same run without its type.</summary>
    public Sequence Untyped() => new(_block, _offset, _length);

    /// <summary>Starts before the first element.</summary>
    public Enumerator GetEnumerator() => new(this);

    private (ArenaBlock<T> Block, int Offset) Locate(int index)
    {
        var block = _block!;
        var offset = _offset;
        // Not a sum of the two, which may exceed an int.
        while (index >= block.Array.Length - offset)
        {
            index -= block.Array.Length - offset;
            block = block.Next!;
            offset = 0;
        }

        return (block, offset + index);
    }
}
