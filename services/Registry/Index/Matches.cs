using System.Buffers;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>Names of a vocabulary that fit what was typed, and how well.</summary>
internal sealed class Matches : IDisposable
{
    private readonly byte[] kinds;
    private readonly List<int> entries = [];

    /// <param name="size">Names in the vocabulary.</param>
    /// <param name="weakest">The weakest kind of match wanted.</param>
    public Matches(int size, MatchKind weakest)
    {
        Weakest = weakest;
        // As long as the vocabulary: rented, so that searches leave nothing behind for the collector.
        kinds = ArrayPool<byte>.Shared.Rent(size);
        kinds.AsSpan(0, size).Clear();
    }

    public MatchKind Weakest { get; }

    /// <summary>In no order.</summary>
    public IReadOnlyList<int> Entries => entries;

    /// <summary>How well one fits; unspecified when it does not.</summary>
    public MatchKind Of(int entry) => (MatchKind)kinds[entry];

    public void Add(int entry, MatchKind kind)
    {
        if (kind > Weakest)
            return;
        if (kinds[entry] == 0)
            entries.Add(entry);
        if (kinds[entry] == 0 || kind < Of(entry))
            kinds[entry] = (byte)kind;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(kinds);
}
