using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>The owner of the tables can drop the triggers that keep the audit append-only: the chain must show what such an owner edits.</summary>
internal static class TableOwner
{
    public static async Task DropTriggersAsync(SqlSession sql)
    {
        // Each is locked until the end, in the order in which a running host writes them: the log of reads first.
        foreach (var table in (string[])["record_accesses", "audit_entries", "audit_checkpoints", "audit_purges"])
        {
            if (sql.Engine == SqlEngine.PostgreSql)
                await sql.ExecuteAsync($"drop trigger {table}_no_change on {table}; drop trigger if exists {table}_no_delete on {table}");
            else
                await sql.ExecuteAsync($"drop trigger {table}_no_update; drop trigger {table}_no_delete");
        }
    }

    /// <summary>Changes an entry as an attacker who knows the algorithm would: recomputes all later hashes and the head.</summary>
    public static async Task RewriteAsync(SqlSession sql, int from)
    {
        await sql.ExecuteAsync($"update audit_entries set actor = 'someone else' where sequence = {from}");
        var previous = AuditChain.Genesis;
        foreach (var row in await AuditStore.PageAsync(sql, 0, 1_000))
        {
            var hash = AuditChain.Hash(previous, row);
            await sql.ExecuteAsync("update audit_entries set previous_hash = @previous, hash = @hash where sequence = @Sequence", new { previous, hash, row.Sequence });
            previous = hash;
        }

        await sql.ExecuteAsync("update audit_head set hash = @previous", new { previous });
    }
}
