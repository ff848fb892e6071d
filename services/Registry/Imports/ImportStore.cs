using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Imports;

internal sealed record ImportRow
{
    public int Number { get; init; }
    public string Id { get; init; } = "";
    public string FileName { get; init; } = "";
    public string? FileHash { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public long CreatedCount { get; init; }
    public long UpdatedCount { get; init; }
    public long? LineCount { get; init; }
    public long? SkippedCount { get; init; }
    public long? RejectedCount { get; init; }
    public long? UnchangedCount { get; init; }
}

internal sealed record RejectRow
{
    public long Line { get; init; }
    public string Field { get; init; } = "";
    public string Reason { get; init; } = "";
}

internal static class ImportStore
{
    private const string Columns =
        """
        number, id, file_name, file_hash, started_at, finished_at, created_count,
        updated_count, line_count, skipped_count, rejected_count,
        unchanged_count
        """;

    /// <summary>Holds back every other import until the transaction ends.</summary>
    public static Task LockTurnAsync(SqlSession sql) =>
        sql.ScalarAsync<int>("select last_number from import_turn where id = 1" + Dialect.ForUpdate(sql.Engine));

    public static Task<int> NextNumberAsync(SqlSession sql) =>
        sql.ScalarAsync<int>("update import_turn set last_number = last_number + 1 where id = 1 returning last_number");

    public static Task<ImportRow?> OfRequestAsync(SqlSession sql, string actor, string requestId) => sql.SingleOrDefaultAsync<ImportRow>(
        $"select {Columns} from register_imports where actor = @actor and request_id = @requestId", new { actor, requestId });

    public static Task<ImportRow?> GetAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<ImportRow>($"select {Columns} from register_imports where id = @id", new { id });

    public static Task InsertAsync(SqlSession sql, ImportRow row, string actor, string requestId) => sql.ExecuteAsync(
        """
        insert into register_imports (number, id, actor, request_id, file_name, started_at, created_count, updated_count)
        values (@Number, @Id, @actor, @requestId, @FileName, @StartedAt, 0, 0)
        """, new { row.Number, row.Id, actor, requestId, row.FileName, row.StartedAt });

    public static Task CountAsync(SqlSession sql, int number, int created, int updated) => sql.ExecuteAsync(
        "update register_imports set created_count = created_count + @created, updated_count = updated_count + @updated where number = @number",
        new { number, created, updated });

    /// <summary>False when another call has finished the import.</summary>
    public static async Task<bool> FinishAsync(SqlSession sql, ImportRow row) => await sql.ExecuteAsync(
        """
        update register_imports
        set file_hash = @FileHash, finished_at = @FinishedAt, line_count = @LineCount, skipped_count = @SkippedCount,
            rejected_count = @RejectedCount, unchanged_count = @UnchangedCount
        where number = @Number and finished_at is null
        """, row) == 1;

    /// <summary>Lists a fault once, although a repeated call finds it again.</summary>
    public static Task AddRejectsAsync(SqlSession sql, int number, IEnumerable<Reject> rejects) => sql.ExecuteAsync(
        """
        insert into import_rejects (import_number, line, field, reason) values (@number, @Line, @Field, @Reason)
        on conflict (import_number, line, field) do nothing
        """, rejects.Select(reject => new { number, reject.Line, reject.Field, reject.Reason }));

    public static Task<IReadOnlyList<RejectRow>> RejectsAsync(SqlSession sql, int number, long afterLine, string afterField, int limit) =>
        sql.QueryAsync<RejectRow>(
            """
            select line, field, reason from import_rejects
            where import_number = @number and (line, field) > (@afterLine, @afterField)
            order by line, field limit @limit
            """, new { number, afterLine, afterField, limit });
}
