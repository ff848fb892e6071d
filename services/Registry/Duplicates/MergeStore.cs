using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

/// <summary>SQL that adds merges and ends them; readers of the register apply them with <see cref="MergeLinks"/>.</summary>
internal static class MergeStore
{
    private const string Columns =
        """
        m.id, m.rpps as Merged, m.kept, m.reason, m.merged_by, r.at as MergedAt, u.at as UndoneAt, m.undone_by,
        m.undo_reason
        """;

    private const string Joined =
        "merges m join register_revisions r on r.number = m.recorded_in left join register_revisions u on u.number = m.undone_in";

    public static Task AddAsync(SqlSession sql, MergeRow row, long revision) => sql.ExecuteAsync(
        """
        insert into merges (id, rpps, kept, reason, merged_by, recorded_in) values (@Id, @Merged, @Kept, @Reason, @MergedBy, @revision)
        """, new { row.Id, row.Merged, row.Kept, row.Reason, row.MergedBy, revision });

    public static Task UndoAsync(SqlSession sql, string id, long revision, string by, string reason) => sql.ExecuteAsync(
        $"update merges set undone_in = @revision, undone_by = @by, undo_reason = @reason where id = @id and {DatedTables.Merges.HoldsNow()}",
        new { id, revision, by, reason });

    public static Task<MergeRow?> GetAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<MergeRow>($"select {Columns} from {Joined} where m.id = @id", new { id });

    public static Task<IReadOnlyList<MergeRow>> PageAsync(SqlSession sql, string rpps, string before, int limit) => sql.QueryAsync<MergeRow>(
        $"""
        select {Columns} from {Joined}
        where m.id < @before {(rpps.Length == 0 ? "" : "and (m.rpps = @rpps or m.kept = @rpps)")}
        order by m.id desc limit @limit
        """, new { rpps, before, limit });
}

internal sealed record MergeRow
{
    public string Id { get; init; } = "";
    public string Merged { get; init; } = "";
    public string Kept { get; init; } = "";
    public string Reason { get; init; } = "";
    public string MergedBy { get; init; } = "";
    public DateTimeOffset MergedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }
    public string UndoneBy { get; init; } = "";
    public string UndoReason { get; init; } = "";
}
