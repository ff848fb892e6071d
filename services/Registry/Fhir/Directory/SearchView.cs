using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>What a search reads: one snapshot of the store, an index at least as recent, and the walk that the page belongs to.</summary>
internal sealed record SearchView(SqlSession Sql, SearchQuery Query, RegisterIndex Index, Numberings Numberings, Walk Walk)
{
    public required SelectedLists Lists { get; init; }

    /// <summary>See <see cref="FhirOptions"/>.</summary>
    public required int MostPractising { get; init; }

    /// <summary>A total counts at most this number of resources one by one.</summary>
    private const int MostCounted = 20_000;
    private const int CountChunk = 1_000;

    /// <summary>The next resources of the walk.</summary>
    /// <param name="next">Gives some resources after a key and the key to continue from; a null key at the end.</param>
    public async Task<List<T>> TakeAsync<T>(int most, Func<string, int, Task<(List<T> Found, string? Next)>> next)
    {
        var page = new List<T>();
        for (string? after = Walk.After; after is not null && page.Count < most;)
        {
            // The chunk grows while few resources match, to keep the number of round trips small.
            var (found, further) = await next(after, page.Count == 0 && after == Walk.After ? most : CountChunk);
            page.AddRange(found);
            after = further;
        }

        return page.Count > most ? page[..most] : page;
    }

    public static async Task<int> CountAsync<T>(Func<string, int, Task<(List<T> Found, string? Next)>> next)
    {
        var count = 0;
        for (string? after = ""; after is not null;)
        {
            var (found, further) = await next(after, CountChunk);
            count += found.Count;
            after = further;
            if (count > MostCounted)
                throw new FhirFault(StatusCodes.Status400BadRequest, "too-costly", "_total: too many to count. Narrow the search, or leave _total out.", "http._total");
        }

        return count;
    }
}
