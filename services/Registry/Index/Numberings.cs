using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>Small numbers for values that are few and never removed, such as codes and councils. All versions of the index share them.</summary>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, ushort> numbers = [];
    private T[] values = new T[16];
    private readonly Lock gate = new();

    public ushort NumberOf(T value)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(value, out var number))
            {
                number = checked((ushort)numbers.Count);
                if (number == values.Length)
                    Array.Resize(ref values, values.Length * 2);
                values[number] = value;
                numbers.Add(value, number);
            }

            return number;
        }
    }

    public T ValueOf(ushort number) => values[number];

    public T[] Values(Func<T, bool> fits)
    {
        lock (gate)
            return [.. numbers.Keys.Where(fits)];
    }

    public ushort[] Where(Func<T, bool> fits)
    {
        lock (gate)
            return [.. numbers.Where(pair => fits(pair.Key)).Select(pair => pair.Value)];
    }
}

internal sealed class Numberings
{
    /// <summary>Kinds, codes and labels of qualifications; messages compare by content.</summary>
    public Numbering<Qualification> Qualifications { get; } = new();
    public Numbering<string> Councils { get; } = new();
    public Numbering<string> Titles { get; } = new();
    public Numbering<string> Categories { get; } = new();
    public Places Places { get; } = new();
    public StructureNames Structures { get; } = new();
}
