using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Index;

/// <summary>Numbers of the places of practice, found by postal code or by town name.</summary>
internal sealed class Places
{
    private const int ModeBits = 2;
    private static readonly string[] Modes = ["", "L", "S", "B"];

    private readonly Dictionary<(string PostalCode, string Town), int> numbers = [];
    private readonly Dictionary<string, List<int>> byName = [];
    private readonly Lock gate = new();

    /// <summary>Place and mode of an activity in one number.</summary>
    public int ActivityOf(string postalCode, string town, string mode)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue((postalCode, town), out var number))
            {
                numbers.Add((postalCode, town), number = numbers.Count);
                foreach (var name in TownKey.AllOf(town).Append(postalCode).Where(name => name.Length > 0).Distinct())
                {
                    if (!byName.TryGetValue(name, out var places))
                        byName.Add(name, places = []);
                    places.Add(number);
                }
            }

            return (number << ModeBits) | Math.Max(0, Array.IndexOf(Modes, mode));
        }
    }

    public static bool IsMode(string mode) => mode.Length > 0 && Modes.Contains(mode);

    public static bool Has(int activity, string mode) => Modes[activity & ((1 << ModeBits) - 1)] == mode;

    public static int PlaceOf(int activity) => activity >> ModeBits;

    /// <summary>Places whose town has a fitting <see cref="TownKey"/>; where a postal code fits as a key, its places too.</summary>
    public HashSet<int> InTown(Func<string, bool> fits)
    {
        lock (gate)
            return [.. byName.Where(pair => fits(pair.Key)).SelectMany(pair => pair.Value)];
    }

    public HashSet<int> At(Func<string, bool> postalCode)
    {
        lock (gate)
            return [.. numbers.Where(pair => postalCode(pair.Key.PostalCode)).Select(pair => pair.Value)];
    }

    /// <summary>Places with a postal code, or in a town given as a <see cref="TownKey"/>.</summary>
    public HashSet<int> Named(string name)
    {
        lock (gate)
            return byName.TryGetValue(name, out var places) ? [.. places] : [];
    }
}

/// <summary>Towns without accents, spaces and CEDEX; <c>St</c> is Saint, <c>s/</c> is sur; <c>PARIS 11E ARRONDISSEMENT</c> is Paris 11 and Paris.</summary>
internal static class TownKey
{
    public static string Of(string town) => string.Concat(Words(town));

    /// <summary>The keys that find a town: its own, and the one without the arrondissement.</summary>
    public static IEnumerable<string> AllOf(string town)
    {
        var words = Words(town).ToList();
        return [string.Concat(words), string.Concat(words.TakeWhile(word => !char.IsAsciiDigit(word[0])))];
    }

    private static IEnumerable<string> Words(string town) => NameKey.Of(town).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(word => word != "cedex").Where(word => word != "arrondissement").Select(word => word switch
        {
            "s" => "sur",
            "ss" => "sous",
            _ when char.IsAsciiDigit(word[0]) => string.Concat(word.TakeWhile(char.IsAsciiDigit)),
            _ => NameKey.Saint(word),
        });
}
