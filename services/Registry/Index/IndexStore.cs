using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Index;

/// <summary>SQL of the index. <c>since</c> is 0 for all physicians, else the revision after which they changed.</summary>
internal static class IndexStore
{
    public static Task<IReadOnlyList<IndexedRow>> RowsAsync(SqlSession sql, long since, string after, int limit) => sql.QueryAsync<IndexedRow>(
        $"""
        select rpps, sort_key, title, family_name, given_name, council, category, registered_since, revision from physicians
        where {(since == 0 ? "" : "revision > @since and ")}rpps > @after order by rpps limit @limit
        """, new { since, after, limit });

    public static Task<IReadOnlyList<QualificationRow>> QualificationsAsync(SqlSession sql, long since, string first, string last) =>
        sql.QueryAsync<QualificationRow>(Facts(DatedTables.Qualifications, "f.rpps, f.kind, f.code, f.label", since), new { since, first, last });

    public static Task<IReadOnlyList<PlacedRow>> ActivitiesAsync(SqlSession sql, long since, string first, string last) =>
        sql.QueryAsync<PlacedRow>(Facts(DatedTables.Activities, "f.rpps, f.mode, f.structure, f.postal_code, f.town", since), new { since, first, last });

    /// <summary>The first revision at or after an instant; null when there is none.</summary>
    public static Task<long?> FirstSinceAsync(SqlSession sql, DateTimeOffset at) =>
        sql.SingleOrDefaultAsync<long?>("select min(number) from register_revisions where at >= @at", new { at });

    private static string Facts(DatedTable table, string columns, long since) => since == 0
        ? $"select {columns} from {table.Name} f where f.rpps >= @first and f.rpps <= @last and {table.HoldsNow("f")}"
        : $"""
          select {columns} from physicians p join {table.Name} f on f.rpps = p.rpps
          where p.revision > @since and p.rpps >= @first and p.rpps <= @last and {table.HoldsNow("f")}
          """;
}

internal sealed record IndexedRow : PhysicianRow
{
    public string SortKey { get; init; } = "";
    public long Revision { get; init; }
}

internal sealed record PlacedRow
{
    public string Rpps { get; init; } = "";
    public string Mode { get; init; } = "";
    public string Structure { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Town { get; init; } = "";
}
