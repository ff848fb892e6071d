namespace Pipelines.Sockets.Unofficial.Arenas;

public readonly partial struct Sequence<T>
{
    /// <summary>A position among the elements.</summary>
    public struct Enumerator
    {
        private SpanEnumerator _segments;
        private T[] _array;
        private int _index;
        private int _end;

        internal Enumerator(Sequence<T> sequence)
        {
            _segments = new SpanEnumerator(sequence);
            _array = [];
            _index = -1;
            _end = 0;
        }

        /// <summary>The element at this position, in place.</summary>
        public readonly ref T Current => ref _array[_index];

        /// <summary>Moves to the next element; false after the last.</summary>
        public bool MoveNext()
        {
            if (++_index < _end)
                return true;

            if (!_segments.MoveNext())
            {
                _index = _end; // stays past the last, however often it is asked
                return false;
            }

            (_array, _index, _end) = _segments.Bounds;
            return true;
        }

        /// <summary>Moves to the next element and gives it; throws after the last.</summary>
        public ref T GetNext()
        {
            if (!MoveNext())
                throw new InvalidOperationException("The sequence has no further element.");

            return ref Current;
        }
    }

    /// <summary>The segments of a sequence.</summary>
    public readonly struct SpanEnumerable
    {
        private readonly Sequence<T> _sequence;

        internal SpanEnumerable(Sequence<T> sequence) => _sequence = sequence;

        /// <summary>Starts before the first segment.</summary>
        public SpanEnumerator GetEnumerator() => new(_sequence);
    }

    /// <summary>A position among the segments.</summary>
    public struct SpanEnumerator
    {
        private ArenaBlock<T>? _next;
        private int _nextOffset;
        private int _remaining;

        internal SpanEnumerator(Sequence<T> sequence)
        {
            _next = sequence._block;
            _nextOffset = sequence._offset;
            _remaining = sequence._length;
        }

        /// <summary>The segment at this position.</summary>
        public readonly Span<T> Current => Bounds.Array.AsSpan(Bounds.Start..Bounds.End);

        internal (T[] Array, int Start, int End) Bounds { get; private set; } = ([], 0, 0);

        /// <summary>Moves to the next segment; false after the last.</summary>
        public bool MoveNext()
        {
            if (_remaining == 0)
            {
                Bounds = ([], 0, 0);
                return false;
            }

            var block = _next!;
            var length = Math.Min(_remaining, block.Array.Length - _nextOffset);
            Bounds = (block.Array, _nextOffset, _nextOffset + length);
            _remaining -= length;
            _next = block.Next;
            _nextOffset = 0;
            return true;
        }
    }
}
