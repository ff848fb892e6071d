using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;

namespace OrdreCouncils.Tests.ServiceDefaults.AuditReading;

/// <summary>SQLite keeps any text in any column: a value of a wrong type is reported as a finding, not as an error.</summary>
public class UnreadableTests
{
    [Theory]
    [InlineData("update audit_entries set at = 'yesterday' where sequence = 3", 3)]
    [InlineData("update audit_entries set at = '2026-07-01' where sequence = 1", 1)]
    [InlineData("update audit_entries set sequence = 'last' where sequence = 5", 5)]
    public async Task Verify_ValueOfNoType_IsFoundWhereItIs(string statement, long broken)
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.Sqlite);
        await store.Database.WriteAsync(
            async sql =>
            {
                await TableOwner.DropTriggersAsync(sql);
                await AuditStore.AppendAsync(sql, [.. Enumerable.Range(1, 5).Select(_ => new AuditRow { At = DateTimeOffset.UnixEpoch })]);
                return true;
            },
            CancellationToken.None);
        await store.ExecuteAsync(statement);

        var finding = await store.VerifyAsync();

        Assert.Equal((false, broken), (finding.Intact, finding.FirstBroken));
    }
}
