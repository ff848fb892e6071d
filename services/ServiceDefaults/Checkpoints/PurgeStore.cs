using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

internal static class PurgeStore
{
    public static Task AddAsync(SqlSession sql, AuditPurge row) => sql.ExecuteAsync(
        """
        insert into audit_purges (sequence, kind, until_sequence, until_hash, rows_deleted, jws)
        values (@Sequence, @kind, @UntilSequence, @UntilHash, @RowsDeleted, @Jws)
        """, new { row.Sequence, kind = row.Kind.ToString(), row.UntilSequence, row.UntilHash, row.RowsDeleted, row.Jws });

    public static Task<IReadOnlyList<AuditPurge>> AllAsync(SqlSession sql) => sql.QueryAsync<AuditPurge>(
        "select sequence, kind, until_sequence, until_hash, rows_deleted, jws from audit_purges order by sequence");

    /// <summary>The last purge of a kind, or null.</summary>
    public static Task<AuditPurge?> LastAsync(SqlSession sql, PurgeKind kind) => sql.SingleOrDefaultAsync<AuditPurge>(
        """
        select sequence, kind, until_sequence, until_hash, rows_deleted, jws from audit_purges
        where kind = @kind order by sequence desc limit 1
        """, new { kind = kind.ToString() });
}
