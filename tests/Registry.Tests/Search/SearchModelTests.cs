using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Search;

/// <summary>Compares the search with a model that tests every physician word by word: random names with many collisions, all pages, and renames.</summary>
public sealed class SearchModelTests
{
    private const int People = 250;
    private const int Searches = 150;
    private static readonly string[] Syllables = ["ma", "mar", "tin", "du", "pont", "le", "fe", "vre", "bvre", "an", "ne", "st", "saint", "d", "phi", "fi", "lip", "o", "eau", "j"];
    private static readonly string[] Councils = ["75", "13", "69"];
    private static readonly string[] Specialties = ["SM04", "SM20", "SM53"];

    [Theory]
    [Engines(1)]
    [Engines(2)]
    [Engines(3)]
    public async Task SearchPhysicians_RandomNames_AsTheModel(SqlEngine engine, int seed)
    {
        var random = new Random(seed);
        await using var app = await RegistryApp.StartAsync(engine);
        var people = Enumerable.Range(0, People).Select(n => Invent(random, RppsNumber.WithKey(1_050_000_000 + n).Value)).ToArray();
        await app.ImportAsync(File(people));
        var client = await app.PhysiciansAsync();
        var found = 0;
        for (var search = 0; search < Searches; search++)
        {
            if (search % 30 == 29)
            {
                var changed = Enumerable.Range(0, 9).Select(_ => random.Next(People)).Distinct().ToList();
                foreach (var n in changed)
                    people[n] = Invent(random, people[n].Rpps);
                await app.ImportAsync(File(people));
            }

            var request = RandomRequest(random, people);
            var expected = people.Select(person => (Kind: KindOf(request, person), person)).Where(pair => pair.Kind is not null)
                .OrderBy(pair => pair.Kind).ThenBy(pair => pair.person.SortKey, StringComparer.Ordinal).ThenBy(pair => pair.person.Rpps, StringComparer.Ordinal)
                .Select(pair => $"{pair.Kind} {pair.person.Rpps}").ToList();

            var actual = await AllAsync(client, request);

            Assert.True(expected.SequenceEqual(actual), $"{request}: {string.Join(", ", expected)} and not {string.Join(", ", actual)}");
            found += actual.Count;
        }

        Assert.True(found > Searches, $"{found} found");
    }

    private static MatchKind? KindOf(SearchPhysiciansRequest request, Person person)
    {
        if ((request.Council.Length > 0 && request.Council != person.Council) || (request.Specialty.Length > 0 && request.Specialty != person.Specialty))
            return null;
        var weakest = request.WeakestMatch == MatchKind.Unspecified ? MatchKind.SoundsAlike : request.WeakestMatch;
        var words = TypedName.Words(request.Name);
        var kinds = request.Name.Length == 0
            ? [Both(request.FamilyName, request.GivenName, person)]
            : Enumerable.Range(0, words.Length + 1).SelectMany(parted =>
            {
                var (first, last) = (string.Join(' ', words[..parted]), string.Join(' ', words[parted..]));
                return parted is 0 ? new[] { Floor(Both(first, last, person)) } : parted == words.Length ? [Both(first, last, person)] : [Both(first, last, person), Both(last, first, person)];
            });
        return kinds.Where(kind => kind <= weakest).Min();
    }

    private static MatchKind? Floor(MatchKind? kind) => kind < MatchKind.Word ? MatchKind.Word : kind;

    private static MatchKind? Both(string family, string given, Person person)
    {
        if (family.Length + given.Length == 0)
            return MatchKind.Unspecified;
        var kinds = new[] { family.Length == 0 ? MatchKind.Exact : One(family, person.Family), given.Length == 0 ? MatchKind.Exact : One(given, person.Given) };
        return kinds.Contains(null) ? null : kinds.Max();
    }

    private static MatchKind? One(string typed, string name)
    {
        var asked = Split(typed);
        var words = Split(name);
        var (text, whole) = (string.Concat(asked), string.Concat(words));
        if (text == whole)
            return MatchKind.Exact;
        if (whole.StartsWith(text, StringComparison.Ordinal) || InTurn(asked, words))
            return MatchKind.Prefix;
        if (Enumerable.Range(1, words.Length - 1).Any(from => string.Concat(words[from..]).StartsWith(text, StringComparison.Ordinal)) || Apart(asked, words))
            return MatchKind.Word;
        if (text.Length > 1 && whole.Contains(text, StringComparison.Ordinal))
            return MatchKind.Contains;
        var sound = FrenchSound.Of(text);
        return sound != 0 && (sound == FrenchSound.Of(whole) || (words.Length > 1 && NameKey.Of(name).Split(' ').Any(word => word.Length > 2 && sound == FrenchSound.Of(NameKey.Saint(word)))))
            ? MatchKind.SoundsAlike
            : null;
    }

    private static bool InTurn(string[] asked, string[] words) =>
        asked.Length > 1 && asked.Length <= words.Length && asked.Zip(words).All(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal));

    /// <summary>True when each typed part is a prefix of a different word; tries every assignment.</summary>
    private static bool Apart(string[] asked, string[] words) => asked.Length > 1 && Assigns(asked, words);

    private static bool Assigns(string[] asked, string[] words) => asked.Length == 0
        || Enumerable.Range(0, words.Length).Any(at => words[at].StartsWith(asked[0], StringComparison.Ordinal) && Assigns(asked[1..], [.. words[..at], .. words[(at + 1)..]]));

    private static string[] Split(string name) => [.. TypedName.Words(name).Select(NameKey.Saint)];

    private static SearchPhysiciansRequest RandomRequest(Random random, Person[] people)
    {
        string Part(string name) => random.Next(4) switch
        {
            0 => Name(random),
            1 => name[..random.Next(1, name.Length + 1)],
            2 => name[random.Next(name.Length)..],
            _ => name,
        };

        var person = people[random.Next(People)];
        var request = new SearchPhysiciansRequest { PageSize = random.Next(1, 9) };
        switch (random.Next(4))
        {
            case 0:
                request.FamilyName = Part(person.Family);
                break;
            case 1:
                (request.FamilyName, request.GivenName) = (Part(person.Family), Part(person.Given));
                break;
            default:
                request.Name = random.Next(2) == 0 ? $"{Part(person.Family)} {Part(person.Given)}" : $"{Part(person.Given)} {Part(person.Family)}";
                break;
        }

        if (random.Next(4) == 0)
            request.Council = Councils[random.Next(Councils.Length)];
        if (random.Next(4) == 0)
            request.Specialty = Specialties[random.Next(Specialties.Length)];
        if (random.Next(6) == 0)
            request.WeakestMatch = (MatchKind)random.Next(1, 6);
        // A random part may consist of a hyphen only, which is not a valid request.
        foreach (var text in new[] { request.FamilyName, request.GivenName, request.Name })
        {
            if (text.Length > 0 && NameKey.Of(text).Length == 0)
                return new SearchPhysiciansRequest { FamilyName = person.Family, PageSize = request.PageSize };
        }

        return request;
    }

    private static Person Invent(Random random, string rpps) => new(
        rpps, Name(random), Name(random), Councils[random.Next(Councils.Length)], Specialties[random.Next(Specialties.Length)]);

    private static string Name(Random random) => string.Join(random.Next(2) == 0 ? "-" : " ", Enumerable.Range(0, 1 + random.Next(3)).Select(_ =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)]))));

    private static RegisterFile File(IEnumerable<Person> people) => people.Aggregate(
        new RegisterFile(), (file, person) => file.Line(person.Rpps, person.Family, person.Given, postalCode: person.Council + "001", specialty: person.Specialty));

    private static async Task<List<string>> AllAsync(PhysiciansService.PhysiciansServiceClient client, SearchPhysiciansRequest request)
    {
        var all = new List<string>();
        do
        {
            var page = await client.SearchPhysiciansAsync(request);
            // Matches that are not shown must not shorten a page.
            Assert.True(page.Physicians.Count == request.PageSize || page.NextPageToken.Length == 0, $"{request}: {page.Physicians.Count} on a page");
            all.AddRange(page.Physicians.Select(person => $"{person.Match} {person.Rpps}"));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    private sealed record Person(string Rpps, string Family, string Given, string Council, string Specialty)
    {
        public string SortKey => NameKey.Sort(NameKey.Of(Family), NameKey.Of(Given));
    }
}
