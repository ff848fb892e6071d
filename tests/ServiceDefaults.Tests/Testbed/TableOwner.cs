using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>The owner of the tables can drop the triggers that keep the audit append-only: the chain must show what such an owner edits.</summary>
internal static class TableOwner
{
    public static async Task DropTriggersAsync(SqlSession sql)
    {
        foreach (var table in (string[])["audit_entries", "record_accesses"])
        {
            if (sql.Engine == SqlEngine.PostgreSql)
                await sql.ExecuteAsync($"drop trigger {table}_no_change on {table}");
            else
                await sql.ExecuteAsync($"drop trigger {table}_no_update; drop trigger {table}_no_delete");
        }
    }
}
