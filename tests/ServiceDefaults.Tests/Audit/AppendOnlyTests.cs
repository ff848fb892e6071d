using System.Data.Common;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Audit;

public class AppendOnlyTests
{
    [Theory]
    [Engines("update audit_entries set actor = 'nobody'")]
    [Engines("delete from audit_entries")]
    [Engines("update record_accesses set actor = 'nobody'")]
    [Engines("delete from record_accesses")]
    [Engines("update audit_checkpoints set jws = 'x'")]
    [Engines("delete from audit_checkpoints")]
    public async Task Store_RowsOfTheAudit_RefuseChanges(SqlEngine engine, string statement)
    {
        await using var store = await BareStore.CreateAsync(engine);
        await store.Database.WriteAsync(
            async sql =>
            {
                await AuditStore.AppendAsync(sql, [new AuditRow { At = DateTimeOffset.UnixEpoch }]);
                await sql.ExecuteAsync(
                    """
                    insert into record_accesses (id, batch, subject, actor, on_behalf_of, operation, purpose, granted, count, first_at, last_at)
                    values ('1', '1', 'notes/1', 'cnam', '', 'test', 'Audit', @granted, 1, @at, @at)
                    """, new { granted = true, at = DateTimeOffset.UnixEpoch });
                await sql.ExecuteAsync("insert into audit_checkpoints (sequence, jws) values (1, '')");
                return true;
            },
            CancellationToken.None);

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => store.ExecuteAsync(statement));

        Assert.Contains("are append-only", refusal.Message, StringComparison.Ordinal);
    }
}
