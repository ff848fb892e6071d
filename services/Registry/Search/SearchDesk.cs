using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Search;

/// <summary>Answers searches: found in the index, read from the store.</summary>
internal sealed class SearchDesk(Database database, IndexKeeper keeper, TimeProvider clock)
{
    /// <summary>Whoever changes between the look into the index and the reading is looked for again, so often.</summary>
    private const int MostTries = 3;

    public async Task<SearchPhysiciansResponse> AnswerAsync(SearchPhysiciansRequest request, CancellationToken cancellation)
    {
        var (criteria, after, size) = SearchRules.Read(request);
        var today = LegalDay.Today(clock);
        for (var attempt = 1; ; attempt++)
        {
            var index = await keeper.CurrentAsync(cancellation);
            // One more than asked tells whether another page follows.
            var hits = PhysicianSearch.Page(index, keeper.Numberings, criteria, after, size + 1, today);
            var shown = hits.Take(size).Select(hit => hit.Rpps).ToList();
            var (rows, specialties) = shown.Count == 0 ? ([], []) : await database.SnapshotAsync(
                sql => FoundStore.LoadAsync(sql, shown), cancellation);
            var rowOf = rows.ToDictionary(row => row.Rpps);
            if (attempt < MostTries && hits.Take(size).Any(hit => rowOf[hit.Rpps].Revision != hit.Revision))
                continue;

            var specialtiesOf = specialties.ToLookup(row => row.Rpps, RegisterEntries.ToProto);
            var response = new SearchPhysiciansResponse();
            // Whoever keeps changing may not be what was asked for any more, and is left out.
            foreach (var hit in hits.Take(size).Where(hit => rowOf[hit.Rpps].Revision == hit.Revision))
                response.Physicians.Add(Summary(hit, rowOf[hit.Rpps], specialtiesOf[hit.Rpps], today));
            if (hits.Count > size)
                response.NextPageToken = new SearchCursor(hits[size - 1].Kind, hits[size - 1].SortKey, hits[size - 1].Rpps).Token(criteria);
            return response;
        }
    }

    private static PhysicianSummary Summary(Hit hit, PhysicianRow row, IEnumerable<Qualification> specialties, DateOnly today)
    {
        var registration = RegistrationRules.At(hit.Life ?? RegisterEntries.Entry(row.RegisteredSince, [], [], []), today);
        return new PhysicianSummary
        {
            Rpps = row.Rpps,
            Title = row.Title,
            FamilyName = row.FamilyName,
            GivenName = row.GivenName,
            Council = row.Council,
            Specialties = { specialties },
            Status = registration.Status,
            MayPractise = registration.MayPractise,
            Match = hit.Kind,
        };
    }
}
