using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Physicians from the cached copies that all look-ups by number share. When a copy is incomplete, or stale because the store is away, the caller
/// reads the store.</summary>
internal sealed class CurrentPersons(RegisterEntries entries)
{
    /// <param name="at">The present instant.</param>
    /// <param name="isPublic">See <see cref="Walk.IsPublic"/>. The answer is null when the store must be asked.</param>
    public async ValueTask<Person?> FindAsync(string rpps, DateTimeOffset at, bool isPublic, CancellationToken cancellation) =>
        await entries.FindAsync(rpps, cancellation) is { Value: { } entry, StaleSince: null } ? PersonReader.Of(rpps, entry, LegalDay.Of(at), isPublic) : null;

    /// <summary>The number of a search by one number alone; null for any other search.</summary>
    public static string? NumberOf(SearchQuery query) =>
        query.Table == SearchTable.Practitioner && query.Includes.Count == 0 && query.Criteria is [var only]
        && PersonNumbers.Of(query.Table, only)?.Distinct().Take(2).ToList() is [var number]
            ? PersonNumbers.Text(number)
            : null;
}
