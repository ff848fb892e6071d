using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Local.Demo;

/// <summary>A copy of a store's audit log in a file of its own, with one word of one entry changed.</summary>
internal static class AuditCopy
{
    private const string Columns = "sequence, at, actor, on_behalf_of, operation, kind, subject, reason, request_id, body, previous_hash, hash";

    public static async Task<AuditFinding> TamperedAsync(Database original, string file)
    {
        File.Delete(file);
        await using var copy = new Database(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file}" }));
        await new Migrator(copy, NullLogger<Migrator>.Instance).ApplyAsync([typeof(Database).Assembly], CancellationToken.None);

        var rows = await original.ReadAsync(
            sql => sql.QueryAsync<AuditRow>(
                $"""
                select sequence, at, actor, on_behalf_of as OnBehalfOf, operation, kind, subject, reason, request_id as RequestId, body,
                       previous_hash as PreviousHash, hash
                from audit_entries order by sequence
                """),
            CancellationToken.None);
        await copy.WriteAsync(
            async sql =>
            {
                foreach (var row in rows)
                {
                    await sql.ExecuteAsync(
                        $"""
                        insert into audit_entries ({Columns})
                        values (@Sequence, @At, @Actor, @OnBehalfOf, @Operation, @Kind, @Subject, @Reason, @RequestId, @Body, @PreviousHash, @Hash)
                        """, row);
                }

                await sql.ExecuteAsync("update audit_head set sequence = @Sequence, hash = @Hash where id = 1", rows[^1]);
                await sql.ExecuteAsync("update audit_entries set actor = 'somebody-else' where sequence = @sequence", new { sequence = (rows.Count + 1) / 2 });
                return true;
            },
            CancellationToken.None);
        return await copy.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, null), CancellationToken.None);
    }
}
