using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>SQL of the audit log. Entries are never updated, and deleted only by a purge, from the first on.</summary>
internal static class AuditStore
{
    private const string Columns =
        """
        sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body,
        previous_hash, hash
        """;

    /// <summary>Appends entries and locks the head row until the transaction ends. Returns the last sequence.</summary>
    public static async Task<long> AppendAsync(SqlSession sql, IReadOnlyList<AuditRow> entries)
    {
        var head = await sql.SingleOrDefaultAsync<Head>(
            "update audit_head set sequence = sequence + @Count where id = 1 returning sequence, hash", new { entries.Count })
            ?? throw new InvalidOperationException("The audit log has no head row.");

        var hash = head.Hash;
        var sequence = head.Sequence - entries.Count;
        foreach (var entry in entries)
        {
            var row = entry with { Sequence = ++sequence, PreviousHash = hash };
            hash = AuditChain.Hash(hash, row);
            await InsertAsync(sql, row with { Hash = hash });
        }

        await sql.ExecuteAsync("update audit_head set hash = @hash where id = 1", new { hash });
        return sequence;
    }

    public static Task InsertAsync(SqlSession sql, AuditRow row) => sql.ExecuteAsync(
        """
        insert into audit_entries (sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body, previous_hash, hash)
        values (@Sequence, @At, @Actor, @OnBehalfOf, @Operation, @Kind, @Subject, @Reason, @RequestId, @Body, @PreviousHash, @Hash)
        """, row);

    public static async Task<Head> HeadAsync(SqlSession sql) =>
        await sql.SingleOrDefaultAsync<Head>("select sequence, hash from audit_head where id = 1") ?? new Head();

    public static Task SetHeadAsync(SqlSession sql, Head head) =>
        sql.ExecuteAsync("update audit_head set sequence = @Sequence, hash = @Hash where id = 1", head);

    public static Task<IReadOnlyList<AuditRow>> PageAsync(SqlSession sql, long after, int limit, string subject = "") => sql.QueryAsync<AuditRow>(
        $"""
        select {Columns} from audit_entries
        where sequence > @after {(subject.Length > 0 ? "and subject = @subject" : "")}
        order by sequence limit @limit
        """, new { after, limit, subject });

    /// <summary>Number of the last entry before the first one that is not older than an instant; 0 for none.</summary>
    public static Task<long> LastBeforeAsync(SqlSession sql, DateTimeOffset before) => sql.ScalarAsync<long>(
        """
        select coalesce(
            (select sequence - 1 from audit_entries where at >= @before order by sequence limit 1),
            (select max(sequence) from audit_entries), 0)
        """, new { before });

    public static async Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) =>
        await sql.SingleOrDefaultAsync<(long, DateTimeOffset?)>(
            "select count(*), min(at) from audit_entries where sequence <= @last", new { last = await LastBeforeAsync(sql, before) });

    /// <summary>Deletes entries that a purge covers; the store refuses any other.</summary>
    public static Task<int> DeleteAsync(SqlSession sql, long until) => sql.ExecuteAsync("delete from audit_entries where sequence <= @until", new { until });

    public sealed record Head
    {
        public long Sequence { get; init; }
        public string Hash { get; init; } = AuditChain.Genesis;
    }
}
