using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <param name="Matches">A page of resources, and one more when another page follows.</param>
/// <param name="Total">Null when it was not asked for, or costs too much.</param>
/// <param name="Named">Physicians whose records were asked for by number.</param>
internal sealed record Found<T>(List<T> Matches, int? Total, IReadOnlyList<string> Named);

internal static class PractitionerSearch
{
    private static readonly string[] OfTheIndex = ["family", "given", "name", "qualification-code", "identifier-type", "active"];

    public static async Task<Found<Person>> RunAsync(SearchView view)
    {
        var filter = new PersonFilter(view.Query, view.Numberings, view.Walk.IsPublic);
        var candidates = await Candidates.OfAsync(view.Sql, view.Query, filter, view.Index, view.Walk);
        var has = view.Query.Has();
        var holders = candidates.AreNamed || view.Query.Of("_lastUpdated").Any() || filter.HasNames ? null : await FirstHoldersAsync(view, has);

        async Task<(List<Person>, string?)> NextAsync(string after, int most)
        {
            IReadOnlyList<string> rpps = holders is null ? candidates.After(after, most) : await holders.NextAsync(after, most);
            var persons = (await PersonReader.ReadAsync(view.Sql, rpps, view.Walk)).Where(person => filter.Fits(person, view.Walk.At)).ToList();
            return (await WithRolesAsync(view, has, persons), rpps.Count < most ? null : rpps[^1]);
        }

        var matches = await view.TakeAsync(view.Query.Wanted(candidates.AreNamed), NextAsync);
        int? total = !view.Query.IsCounted ? null : await CountAsync(view, filter, candidates, NextAsync);
        return new Found<Person>(matches, total, candidates.AreNamed ? [.. matches.Select(person => person.Rpps)] : []);
    }

    private static async Task<RoleHolders?> FirstHoldersAsync(SearchView view, IReadOnlyList<SearchQuery> has)
    {
        // Structures select fewest physicians.
        foreach (var query in has.OrderByDescending(query => query.Criteria[0].Parameter.Name.StartsWith("organization", StringComparison.Ordinal)))
        {
            if (await RoleHolders.OfAsync(view, query) is { } holders)
                return holders;
        }

        return null;
    }

    private static async Task<List<Person>> WithRolesAsync(SearchView view, IReadOnlyList<SearchQuery> has, List<Person> persons)
    {
        if (has.Count == 0)
            return persons;
        var roles = await RoleReader.ReadAsync(view.Sql, persons, view.Walk);
        foreach (var query in has)
        {
            var fitting = await RoleSearch.AtStructuresAsync(view, query, roles.FindAll(role => RoleSearch.Fits(query, role, view.Walk)));
            var holding = fitting.Select(role => role.Person.Rpps).ToHashSet();
            persons = persons.FindAll(person => holding.Contains(person.Rpps));
        }

        return persons;
    }

    /// <summary>Counts in the index where that is exact; only physicians changed since or with restrictions are read.</summary>
    private static async Task<int> CountAsync(
        SearchView view, PersonFilter filter, Candidates candidates, Func<string, int, Task<(List<Person>, string?)>> next)
    {
        var told = view.Query.Criteria.TrueForAll(criterion => OfTheIndex.Contains(criterion.Parameter.Name) && criterion.Modifier != "exact")
            && view.Query.Of("identifier-type").All(PersonFilter.IsEverybodys)
            && !view.Query.Of("active").Any(criterion => criterion.As<TokenValue>().All(value => value.Code == "false"));
        if (!told)
            return await SearchView.CountAsync(next);

        var restricted = (await DirectoryStore.RestrictedAsync(view.Sql)).Select(PersonNumbers.Parse).ToHashSet();
        var doubtful = new List<string>();
        var count = 0;
        foreach (var (segment, row) in candidates.Rows())
        {
            if (segment.Revisions[row] > view.Walk.Revision || restricted.Contains(segment.Numbers[row]))
                doubtful.Add(PersonNumbers.Text(segment.Numbers[row]));
            else if (view.Walk.IsPublic && segment.Activities(row).Length == 0)
                count += filter.FitsUnlisted ? 1 : 0;
            else
                count++;
        }

        foreach (var chunk in doubtful.Chunk(1_000))
            count += (await PersonReader.ReadAsync(view.Sql, chunk, view.Walk)).Count(person => filter.Fits(person, view.Walk.At));
        return count;
    }
}
