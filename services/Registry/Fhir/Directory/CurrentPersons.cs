using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>
/// Physicians as the register has them now, from the copies that all look-ups by number share. Where a copy does not say it all, or may be an older one
/// as the store is away, the caller goes on to the store.
/// </summary>
internal sealed class CurrentPersons(RegisterEntries entries)
{
    /// <summary>Somebody as of an instant, which is the present one; null when the store has to be asked.</summary>
    public async ValueTask<Person?> FindAsync(string rpps, DateTimeOffset at, CancellationToken cancellation) =>
        await entries.FindAsync(rpps, cancellation) is { Value: { } entry, StaleSince: null } ? PersonReader.Of(rpps, entry, LegalDay.Of(at)) : null;

    /// <summary>The one physician whom a search asks for by number and by nothing else; null for any other search.</summary>
    public static string? NumberOf(SearchQuery query) =>
        query.Table == SearchTable.Practitioner && query.Includes.Count == 0 && query.Criteria is [var only]
        && PersonNumbers.Of(query.Table, only)?.Distinct().Take(2).ToList() is [var number]
            ? PersonNumbers.Text(number)
            : null;
}
