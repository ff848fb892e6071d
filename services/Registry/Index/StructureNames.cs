using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Index;

/// <summary>Numbers of the names of structures, as name keys. Never removed, and shared by all versions of the index.</summary>
internal sealed class StructureNames
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly Lock gate = new();

    public int NumberOf(string structure)
    {
        var key = NameKey.Of(structure);
        lock (gate)
        {
            if (!numbers.TryGetValue(key, out var number))
                numbers.Add(key, number = numbers.Count);
            return number;
        }
    }

    public HashSet<int> Where(Func<string, bool> fits)
    {
        lock (gate)
            return [.. numbers.Where(pair => fits(pair.Key)).Select(pair => pair.Value)];
    }
}
