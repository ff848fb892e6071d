using System.Buffers;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>The names of a vocabulary that match the typed text, each with its kind of match.</summary>
internal sealed class Matches : IDisposable
{
    private readonly byte[] kinds;
    private readonly List<int> entries = [];

    public Matches(int size, MatchKind weakest)
    {
        Weakest = weakest;
        // Rented, because it is as long as the vocabulary and each search needs one.
        kinds = ArrayPool<byte>.Shared.Rent(size);
        kinds.AsSpan(0, size).Clear();
    }

    public MatchKind Weakest { get; }

    /// <summary>In no order.</summary>
    public IReadOnlyList<int> Entries => entries;

    /// <summary>Unspecified when the name does not match.</summary>
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
