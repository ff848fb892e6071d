namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A run of elements of a type not stated: a field of an element's own type can hold it.</summary>
public readonly struct Sequence
{
    private readonly object? _block;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(object? block, int offset, int length)
    {
        _block = block;
        _offset = offset;
        _length = length;
    }

    /// <summary>Number of elements.</summary>
    public long Length => _length;

    /// <summary>True when there are no elements.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>The run as what it was; throws when the elements are of another type.</summary>
    public Sequence<T> Cast<T>() => _block is null ? default : new((ArenaBlock<T>)_block, _offset, _length);
}
