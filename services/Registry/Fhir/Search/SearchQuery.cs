using System.Text.Json;

namespace OrdreCouncils.Registry.Fhir.Search;

internal enum TotalMode { None, Estimate, Accurate }

internal sealed record SearchQuery(ResourceTable Table)
{
    public const int DefaultCount = 50;
    public const int MostCount = 200;
    private const int MostNamed = 1_000;

    public List<Criterion> Criteria { get; } = [];
    public int Count { get; set; } = DefaultCount;
    public TotalMode Total { get; set; }

    /// <summary>With <c>_count=0</c> the total is the answer (R4 3.1.1.5.3).</summary>
    public bool IsCounted => Total != TotalMode.None || Count == 0;

    /// <summary>Matches to read: one more than the page tells whether another page follows. A count of physicians named by number reads all of them, because it
    /// tells which are on record.</summary>
    public int Wanted(bool areNamed) => Count == 0 && areNamed ? MostNamed : Count + 1;

    /// <summary>Elements to write; null for all.</summary>
    public IReadOnlySet<string>? Elements { get; set; }
    public HashSet<string> Includes { get; } = [];

    /// <summary>The query string as understood, for the links of a bundle.</summary>
    public string Text { get; set; } = "";

    public IEnumerable<Criterion> Of(string parameter) => Criteria.Where(criterion => criterion.Parameter.Name == parameter);

    /// <summary>The criteria as a text, equal for equal criteria.</summary>
    public string WordsKey() => JsonSerializer.Serialize(Criteria.Select(criterion => new[] { criterion.Parameter.Name, criterion.Modifier }
        .Concat(criterion.Values.Select(value => value is StringValue text ? text.Text : value.ToString()!))));

    /// <summary>The criteria on the resource that a reference leads to, as a search of its own.</summary>
    public SearchQuery Through(string reference, ResourceTable table)
    {
        var query = new SearchQuery(table);
        query.Criteria.AddRange(Criteria.Where(criterion => criterion.Parameter.Of?.Path == reference).Select(criterion => criterion.Inner()));
        return query;
    }

    /// <summary>The searches for roles of <c>_has</c>: another role may meet each of them (R4 3.1.1.5.9).</summary>
    public IReadOnlyList<SearchQuery> Has() => Criteria.Where(criterion => criterion.Parameter.Of?.Path == SearchTable.HasPrefix).Select(criterion =>
    {
        var query = new SearchQuery(SearchTable.PractitionerRole);
        query.Criteria.Add(criterion.Inner());
        return query;
    }).ToList();

    /// <summary>Earliest change that <c>_lastUpdated</c> can match.</summary>
    public DateTimeOffset Earliest(DateTimeOffset now) =>
        Of("_lastUpdated").Select(criterion => criterion.As<DateValue>().Min(value => value.Earliest(now))).Append(DateTimeOffset.MinValue).Max();

    public bool FitsLastUpdated(DateTimeOffset at, DateTimeOffset now) =>
        Of("_lastUpdated").All(criterion => criterion.As<DateValue>().Any(value => value.Fits(at, now)));

    public bool FitsActive(bool active) => Of("active").All(criterion => criterion.As<TokenValue>().Any(value => value.Code == (active ? "true" : "false")));
}
