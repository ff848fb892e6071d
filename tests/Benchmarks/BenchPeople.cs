using OrdreCouncils.Development.Invented;

namespace OrdreCouncils.Benchmarks;

internal sealed record BenchPerson(string Rpps, string Family, string Given);

/// <summary>The people of an invented file, and parts of their names to search for.</summary>
internal sealed class BenchPeople
{
    private const int PartLength = 4;
    private const int Seed = 2026;

    private BenchPeople(string file, IReadOnlyList<BenchPerson> all)
    {
        (File, All) = (file, all);
        Plain = [.. all.Where(person => IsPlain(person.Family) && IsPlain(person.Given))];
    }

    public string File { get; }
    public IReadOnlyList<BenchPerson> All { get; }

    /// <summary>People whose names are long enough and only ASCII letters: both servers compare these in the same way.</summary>
    public IReadOnlyList<BenchPerson> Plain { get; }

    public static async Task<BenchPeople> WriteAsync(DirectoryInfo folder, int physicians)
    {
        var file = Path.Combine(folder.FullName, $"people-{physicians}.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = physicians, Seed = Seed });
        var people = new Dictionary<string, BenchPerson>();
        var lines = System.IO.File.ReadLines(file).Skip(1).Select(line => line.Split('|'));
        foreach (var cells in lines.Where(cells => cells[0] == "8" && cells[9] == "10" && cells[11] == "C"))
            people.TryAdd(cells[1], new BenchPerson(cells[1], cells[7], cells[8]));
        return new BenchPeople(file, [.. people.Values]);
    }

    /// <summary>Four letters of each of a person's names: slapd's substring index needs at least four.</summary>
    public (string Family, string Given) Parts(Random random) => WithParts(random).Parts;

    /// <summary>A person, and four letters of each name.</summary>
    public (BenchPerson Person, (string Family, string Given) Parts) WithParts(Random random)
    {
        var person = Plain[random.Next(Plain.Count)];
        return (person, (Part(person.Family, random), Part(person.Given, random)));
    }

    private static string Part(string name, Random random) => name.Substring(random.Next(name.Length - PartLength + 1), PartLength);

    private static bool IsPlain(string name) => name.Length >= PartLength && name.All(char.IsAsciiLetter);
}
