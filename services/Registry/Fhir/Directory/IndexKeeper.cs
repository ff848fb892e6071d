using System.Globalization;
using OrdreCouncils.Registry.Revisions;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>
/// Keeps the index up with the register: a search that finds a later revision takes in what it changed. Every replica keeps its own; the store alone is
/// right, and everything found is read from it again.
/// </summary>
internal sealed class IndexKeeper(Database database) : IDisposable
{
    private const int ChunkRows = 20_000;
    private readonly SemaphoreSlim turn = new(1);
    private RegisterIndex index = RegisterIndex.Empty;

    public QualificationCodes Codes { get; } = new();

    /// <summary>An index that knows the register up to its present revision at least.</summary>
    public async Task<RegisterIndex> CurrentAsync(CancellationToken cancellation)
    {
        var latest = await database.ReadAsync(RevisionStore.LatestAsync, cancellation);
        if (Volatile.Read(ref index) is var known && known.Revision >= latest)
            return known;
        await turn.WaitAsync(cancellation);
        try
        {
            // Whoever waited here often finds it done.
            if (index.Revision < latest)
                Volatile.Write(ref index, await NextAsync(latest, cancellation));
            return index;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Read after the revision was: what it finds beyond is found again next time, by its own revision.</summary>
    private async Task<RegisterIndex> NextAsync(long latest, CancellationToken cancellation)
    {
        var changed = new List<IndexedPerson>();
        var since = index.Revision;
        for (var after = ""; ;)
        {
            var (rows, qualifications) = await database.SnapshotAsync(
                async sql =>
                {
                    var rows = since == 0
                        ? await IndexStore.RowsAsync(sql, after, ChunkRows)
                        : await IndexStore.ChangedAsync(sql, since, after, ChunkRows);
                    return (rows, rows.Count == 0 ? [] : await IndexStore.QualificationsAsync(sql, since, rows[0].Rpps, rows[^1].Rpps));
                },
                cancellation);
            var codes = qualifications.ToLookup(row => row.Rpps, row => Codes.NumberOf(row.Kind, row.Code));
            changed.AddRange(rows.Select(row => new IndexedPerson(
                long.Parse(row.Rpps, CultureInfo.InvariantCulture), row.Revision, row.SortKey, [.. codes[row.Rpps]])));
            if (rows.Count < ChunkRows)
                return index.With(latest, changed);
            after = rows[^1].Rpps;
        }
    }
}

/// <summary>SQL of the index.</summary>
internal static class IndexStore
{
    public static Task<IReadOnlyList<RevisedRow>> RowsAsync(SqlSession sql, string after, int limit) => sql.QueryAsync<RevisedRow>(
        "select rpps, sort_key as SortKey, revision from physicians where rpps > @after order by rpps limit @limit", new { after, limit });

    public static Task<IReadOnlyList<RevisedRow>> ChangedAsync(SqlSession sql, long since, string after, int limit) => sql.QueryAsync<RevisedRow>(
        "select rpps, sort_key as SortKey, revision from physicians where revision > @since and rpps > @after order by rpps limit @limit",
        new { since, after, limit });

    /// <summary>Qualifications held by the physicians of a range; of those changed since only, unless that is everybody.</summary>
    public static Task<IReadOnlyList<QualificationRow>> QualificationsAsync(SqlSession sql, long since, string first, string last) =>
        sql.QueryAsync<QualificationRow>(
            since == 0
                ? "select rpps, kind, code from qualifications where rpps >= @first and rpps <= @last and valid_to is null"
                : """
                  select q.rpps, q.kind, q.code from physicians p join qualifications q on q.rpps = p.rpps
                  where p.revision > @since and p.rpps >= @first and p.rpps <= @last and q.valid_to is null
                  """,
            new { since, first, last });

    /// <summary>The first revision at or after an instant; null when there is none.</summary>
    public static Task<long?> FirstSinceAsync(SqlSession sql, DateTimeOffset at) =>
        sql.SingleOrDefaultAsync<long?>("select min(number) from register_revisions where at >= @at", new { at });
}
