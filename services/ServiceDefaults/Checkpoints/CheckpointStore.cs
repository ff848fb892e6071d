using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

internal sealed record CheckpointRow
{
    public long Sequence { get; init; }
    public string Jws { get; init; } = "";
}

internal static class CheckpointStore
{
    public static Task<long?> LastAsync(SqlSession sql) => sql.SingleOrDefaultAsync<long?>("select max(sequence) from audit_checkpoints");

    /// <summary>Another replica may have signed the same head.</summary>
    public static Task AddAsync(SqlSession sql, CheckpointRow row) => sql.ExecuteAsync(
        "insert into audit_checkpoints (sequence, jws) values (@Sequence, @Jws) on conflict (sequence) do nothing", row);

    public static Task<IReadOnlyList<CheckpointRow>> AllAsync(SqlSession sql) => AllAsync(sql, long.MinValue, long.MaxValue);

    public static Task<IReadOnlyList<CheckpointRow>> AllAsync(SqlSession sql, long from, long until) => sql.QueryAsync<CheckpointRow>(
        "select sequence, jws from audit_checkpoints where sequence between @from and @until order by sequence", new { from, until });
}
