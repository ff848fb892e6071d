using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Criteria of a search for structures. Those on words are applied twice: to the activities that may describe a match, and to the structure as of the
/// walk, which decides.</summary>
internal sealed class StructureFilter(SearchQuery query)
{
    private static readonly string[] OfWords = ["name", SearchTable.CityName, SearchTable.PostalCodeName];

    public SearchQuery Query => query;

    public bool HasWords { get; } = query.Criteria.Exists(criterion => OfWords.Contains(criterion.Parameter.Name));

    public bool Fits(Structure structure, DateTimeOffset now) =>
        query.FitsActive(structure.Active)
        && query.FitsLastUpdated(structure.LastUpdated, now)
        && query.Of("_id").All(criterion => criterion.As<TokenValue>().Any(value => value.System is null && value.Code == structure.Key.Id))
        && query.Of("identifier").All(criterion => structure.Identifiers.Any(shown =>
            criterion.As<TokenValue>().Any(value => value.Is(shown.System, shown.Value))))
        // An inactive structure is shown without its name and address.
        && (!HasWords || (structure.Active && FitsWords(structure.Name, structure.Town, structure.PostalCode)));

    public bool FitsWords(string name, string town, string postalCode) => query.Criteria.TrueForAll(criterion => criterion.Parameter.Name switch
    {
        "name" => criterion.As<StringValue>().Any(value => criterion.Modifier == "exact" ? value.Text == name : FitsName(criterion, value, NameKey.Of(name))),
        SearchTable.CityName => criterion.As<StringValue>().Any(value => criterion.Modifier == "exact"
            ? value.Text == town
            : TownKey.AllOf(town).Any(key => FitsTown(criterion, value, key))),
        SearchTable.PostalCodeName => criterion.As<StringValue>().Any(value => FitsCode(criterion, value, postalCode)),
        _ => true,
    });

    /// <summary>Rows of the index with activities that may describe a match; for each criterion, some activity must.</summary>
    public Func<Segment, int, bool> Rows(Numberings numberings)
    {
        var names = query.Of("name").Select(criterion => numberings.Structures.Where(key => criterion.As<StringValue>().Any(value =>
            criterion.Modifier == "exact" ? value.Key == key : FitsName(criterion, value, key)))).ToList();
        var places = query.Of(SearchTable.CityName).Select(criterion => numberings.Places.InTown(key => criterion.As<StringValue>().Any(value => criterion.Modifier == "exact"
                ? TownKey.AllOf(value.Text).Contains(key)
                : FitsTown(criterion, value, key))))
            .Concat(query.Of(SearchTable.PostalCodeName).Select(criterion => numberings.Places.At(code => criterion.As<StringValue>().Any(value => FitsCode(criterion, value, code)))))
            .ToList();
        return (segment, row) => names.TrueForAll(some => Any(segment.Structures(row), some, number => number))
            && places.TrueForAll(some => Any(segment.Activities(row), some, Places.PlaceOf));
    }

    private static bool Any(ReadOnlySpan<int> held, HashSet<int> some, Func<int, int> number)
    {
        foreach (var one in held)
        {
            if (some.Contains(number(one)))
                return true;
        }

        return false;
    }

    private static bool FitsName(Criterion criterion, StringValue value, string key) =>
        criterion.Modifier == "contains" ? NameMatch.IsPart(value.Key, key) : NameMatch.BeginsWord(value.Key, key);

    private static bool FitsTown(Criterion criterion, StringValue value, string key) => TownKey.Of(value.Text) is { Length: > 0 } sought
        && (criterion.Modifier == "contains" ? key.Contains(sought, StringComparison.Ordinal) : key.StartsWith(sought, StringComparison.Ordinal));

    private static bool FitsCode(Criterion criterion, StringValue value, string code) => criterion.Modifier switch
    {
        "exact" => code == value.Text,
        "contains" => code.Contains(value.Text, StringComparison.OrdinalIgnoreCase),
        _ => code.StartsWith(value.Text, StringComparison.OrdinalIgnoreCase),
    };
}
