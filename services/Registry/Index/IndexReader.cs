using System.Globalization;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Index;

/// <summary>Reads the physicians changed since a revision, or all of them, in the order of their numbers.</summary>
internal static class IndexReader
{
    private const int ChunkRows = 20_000;

    public static async Task ReadAsync(Database database, Numberings numberings, long since, Action<IndexedPerson> take, CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            // One snapshot: the parts of a physician must belong to one version.
            var chunk = await database.SnapshotAsync(async sql =>
            {
                var rows = await IndexStore.RowsAsync(sql, since, after, ChunkRows);
                if (rows.Count == 0)
                    return null;
                var (first, last) = (rows[0].Rpps, rows[^1].Rpps);
                var links = await MergeLinks.BetweenAsync(sql, first, last);
                return new Chunk(
                    rows,
                    await IndexStore.QualificationsAsync(sql, since, first, last),
                    await IndexStore.ActivitiesAsync(sql, since, first, last),
                    await LifeStore.BetweenAsync(sql, first, last, links),
                    links);
            }, cancellation);
            if (chunk is null)
                return;
            var codes = chunk.Qualifications.OrderBy(row => row.Code, StringComparer.Ordinal).ToLookup(row => row.Rpps, row => numberings.Qualifications.NumberOf(Named(row)));
            var activities = chunk.Activities.ToLookup(row => row.Rpps, row => numberings.Places.ActivityOf(row.PostalCode, row.Town, row.Mode));
            var structures = chunk.Activities.Where(row => row.Structure.Length > 0)
                .ToLookup(row => row.Rpps, row => numberings.Structures.NumberOf(row.Structure));
            foreach (var row in chunk.Rows)
            {
                var (family, given) = NameKey.Split(row.SortKey);
                take(new IndexedPerson(
                    long.Parse(row.Rpps, CultureInfo.InvariantCulture), row.Revision, family, given, (row.FamilyName, row.GivenName), numberings.Titles.NumberOf(row.Title),
                    row.RegisteredSince, numberings.Councils.NumberOf(row.Council),
                    [.. codes[row.Rpps]], [.. activities[row.Rpps].Distinct()], chunk.Lives.Any(row.Rpps) ? chunk.Lives.Of(row.Rpps, row.RegisteredSince) : null,
                    chunk.Links.KeptOf(row.Rpps) is not null)
                {
                    Structures = [.. structures[row.Rpps].Distinct()],
                    Category = numberings.Categories.NumberOf(row.Category),
                });
            }

            if (chunk.Rows.Count < ChunkRows)
                return;
            after = chunk.Rows[^1].Rpps;
        }
    }

    /// <summary>Without its dates: the index numbers what a qualification is, not since when each physician has it.</summary>
    private static Qualification Named(QualificationRow row) => new() { Kind = row.Kind, Code = row.Code, Label = row.Label };

    private sealed record Chunk(IReadOnlyList<IndexedRow> Rows, IReadOnlyList<QualificationRow> Qualifications, IReadOnlyList<PlacedRow> Activities, Lives Lives,
        MergeLinks Links);
}
