namespace OrdreCouncils.Registry.Index;

/// <summary>Small numbers for values of which there are few and none goes away: codes, councils. Shared by every version of the index.</summary>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, ushort> numbers = [];
    private readonly Lock gate = new();

    public ushort NumberOf(T value)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(value, out var number))
                numbers.Add(value, number = checked((ushort)numbers.Count));
            return number;
        }
    }

    /// <summary>Numbers of those that fit.</summary>
    public ushort[] Where(Func<T, bool> fits)
    {
        lock (gate)
            return [.. numbers.Where(pair => fits(pair.Key)).Select(pair => pair.Value)];
    }
}

/// <summary>What the numbers in an index stand for.</summary>
internal sealed class Numberings
{
    /// <summary>Kinds and codes of qualifications.</summary>
    public Numbering<(string Kind, string Code)> Qualifications { get; } = new();
    public Numbering<string> Councils { get; } = new();
    public Places Places { get; } = new();
}
