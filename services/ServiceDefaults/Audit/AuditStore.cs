using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>SQL of the audit log. Nothing here updates or deletes an entry.</summary>
internal static class AuditStore
{
    private const string Columns =
        """
        sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body,
        previous_hash, hash
        """;

    /// <summary>Appends entries after the head, which stays locked until the transaction ends; answers the last one's sequence.</summary>
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

    /// <summary>An entry as it stands, its place in the chain included.</summary>
    public static Task InsertAsync(SqlSession sql, AuditRow row) => sql.ExecuteAsync(
        """
        insert into audit_entries (sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body, previous_hash, hash)
        values (@Sequence, @At, @Actor, @OnBehalfOf, @Operation, @Kind, @Subject, @Reason, @RequestId, @Body, @PreviousHash, @Hash)
        """, row);

    public static async Task<Head> HeadAsync(SqlSession sql) =>
        await sql.SingleOrDefaultAsync<Head>("select sequence, hash from audit_head where id = 1") ?? new Head();

    /// <summary>Entries after <paramref name="after"/>, in order; of one subject unless it is empty.</summary>
    public static Task<IReadOnlyList<AuditRow>> PageAsync(SqlSession sql, long after, int limit, string subject = "") => sql.QueryAsync<AuditRow>(
        $"""
        select {Columns} from audit_entries
        where sequence > @after {(subject.Length > 0 ? "and subject = @subject" : "")}
        order by sequence limit @limit
        """, new { after, limit, subject });

    /// <summary>The head row: last sequence and its hash.</summary>
    public sealed record Head
    {
        public long Sequence { get; init; }
        public string Hash { get; init; } = AuditChain.Genesis;
    }
}
