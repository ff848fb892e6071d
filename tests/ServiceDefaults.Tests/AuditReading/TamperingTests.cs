using System.Globalization;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.AuditReading;

/// <summary>Edits of the tables are found by the chain itself, or by a checkpoint kept elsewhere.</summary>
public class TamperingTests
{
    private const int Entries = 40;
    private const int Mutations = 300;

    [Theory, Engines]
    public async Task Verify_Untouched_IsIntact(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);

        var finding = await store.VerifyAsync();

        Assert.True(finding.Intact, finding.Finding);
        Assert.Equal(Entries, finding.Entries);
    }

    [Theory, Engines]
    public async Task Verify_AnyColumnEdited_IsFound(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);
        foreach (var column in (string[])["at", "actor", "on_behalf_of", "operation", "kind", "subject", "reason", "request_id", "body", "previous_hash", "hash", "sequence"])
        {
            var finding = await TamperedAsync(store, null, sql => sql.ExecuteAsync(Edit(column, 20)));
            Assert.False(finding.Intact, column);
            Assert.Equal(20, finding.FirstBroken);
        }
    }

    [Theory, Engines]
    public async Task Verify_TailCutAndHeadPutBack_IsFoundByACheckpointOnly(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);
        var checkpoint = await CheckpointAsync(store, 40);

        Assert.True((await TamperedAsync(store, null, sql => CutAsync(sql, 30))).Intact);
        Assert.False((await TamperedAsync(store, checkpoint, sql => CutAsync(sql, 30))).Intact);
    }

    [Theory, Engines]
    public async Task Verify_RewrittenWithNewHashes_IsFoundByACheckpointOnly(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);
        var checkpoint = await CheckpointAsync(store, 35);

        Assert.True((await TamperedAsync(store, null, sql => TableOwner.RewriteAsync(sql, 10))).Intact);
        var finding = await TamperedAsync(store, checkpoint, sql => TableOwner.RewriteAsync(sql, 10));
        Assert.False(finding.Intact);
        Assert.Equal(35, finding.FirstBroken);
        // The checkpoint covers earlier entries only.
        Assert.True((await TamperedAsync(store, checkpoint, sql => TableOwner.RewriteAsync(sql, 38))).Intact);
    }

    [Theory, Engines]
    public async Task Verify_EverythingWipedAndReset_IsFoundByACheckpoint(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);
        var checkpoint = await CheckpointAsync(store, 1);

        Assert.False((await TamperedAsync(store, checkpoint, sql => CutAsync(sql, 0))).Intact);
    }

    [Theory, Engines]
    public async Task Verify_HundredsOfRandomMutations_AreAllFound(SqlEngine engine)
    {
        await using var store = await FilledAsync(engine);
        var checkpoint = await CheckpointAsync(store, Entries);
        var random = new Random(20260701);
        for (var i = 0; i < Mutations; i++)
        {
            var (what, mutate) = Mutation(random);
            var finding = await TamperedAsync(store, checkpoint, mutate);
            Assert.False(finding.Intact, $"Mutation {i}: {what}");
            Assert.NotEmpty(finding.Finding);
        }
    }

    private static (string What, Func<SqlSession, Task> Mutate) Mutation(Random random)
    {
        var at = random.Next(1, Entries + 1);
        var other = 1 + ((at + random.Next(Entries - 1)) % Entries);
        string[] columns = ["at", "actor", "on_behalf_of", "operation", "kind", "subject", "reason", "request_id", "body", "previous_hash", "hash", "sequence"];
        var column = columns[random.Next(columns.Length)];
        return random.Next(9) switch
        {
            0 or 1 => ($"edit {column} of {at}", sql => sql.ExecuteAsync(Edit(column, at))),
            2 => ($"delete {at}", sql => sql.ExecuteAsync("delete from audit_entries where sequence = @at", new { at })),
            3 => ($"delete after {at - 1}", sql => sql.ExecuteAsync("delete from audit_entries where sequence >= @at", new { at })),
            4 => ($"cut at {at - 1} and fix the head", sql => CutAsync(sql, at - 1)),
            5 => ($"insert a copy of {at}", sql => sql.ExecuteAsync(
                $"""
                insert into audit_entries select {(random.Next(2) == 0 ? "-sequence" : $"{Entries + 1}")}, at, actor, on_behalf_of, operation, kind, subject,
                  reason, request_id, body, previous_hash, hash from audit_entries where sequence = {at}
                """)),
            6 => ($"swap {at} and {other}", sql => SwapAsync(sql, at, other)),
            7 => ($"rewrite from {at}", sql => TableOwner.RewriteAsync(sql, at)),
            _ => ($"move the head to {at - 1}", sql => sql.ExecuteAsync("update audit_head set sequence = @at - 1", new { at })),
        };
    }

    private static string Edit(string column, int at) => column switch
    {
        "at" => $"update audit_entries set at = (select max(at) from audit_entries) where sequence = {at}",
        "sequence" => $"update audit_entries set sequence = 1000 + sequence where sequence = {at}",
        "hash" or "previous_hash" => $"update audit_entries set {column} = replace({column}, substr({column}, 1, 1), 'g') where sequence = {at}",
        _ => $"update audit_entries set {column} = {column} || '.' where sequence = {at}",
    };

    private static async Task CutAsync(SqlSession sql, int keep)
    {
        await sql.ExecuteAsync("delete from audit_entries where sequence > @keep", new { keep });
        await sql.ExecuteAsync(
            "update audit_head set sequence = @keep, hash = coalesce((select hash from audit_entries where sequence = @keep), @Genesis)",
            new { keep, AuditChain.Genesis });
    }

    private static async Task SwapAsync(SqlSession sql, int one, int other)
    {
        await sql.ExecuteAsync("update audit_entries set sequence = -@one where sequence = @one", new { one });
        await sql.ExecuteAsync("update audit_entries set sequence = @one where sequence = @other", new { one, other });
        await sql.ExecuteAsync("update audit_entries set sequence = @other where sequence = -@one", new { one, other });
    }

    private static async Task<AuditFinding> TamperedAsync(BareStore store, AuditMark? checkpoint, Func<SqlSession, Task> mutate)
    {
        AuditFinding? finding = null;
        await store.Database.WriteAsync(
            async sql =>
            {
                await mutate(sql);
                finding = await AuditVerifier.VerifyAsync(sql, checkpoint is null ? [] : [checkpoint]);
                // Rolled back: the next case starts from the original log.
                return false;
            },
            CancellationToken.None);
        return finding!;
    }

    private static Task<AuditMark> CheckpointAsync(BareStore store, long sequence) => store.Database.ReadAsync(
        async sql => new AuditMark(sequence, await sql.ScalarAsync<string>("select hash from audit_entries where sequence = @sequence", new { sequence })), CancellationToken.None);

    private static async Task<BareStore> FilledAsync(SqlEngine engine)
    {
        var store = await BareStore.CreateAsync(engine);
        var start = new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
        await store.Database.WriteAsync(
            async sql =>
            {
                await TableOwner.DropTriggersAsync(sql);
                await AuditStore.AppendAsync(sql, [.. Enumerable.Range(1, Entries).Select(i => new AuditRow
                {
                    At = start.AddSeconds(-i),
                    Actor = $"cdom-{i:00}",
                    Operation = "test",
                    Kind = "testbed.note.created",
                    Subject = string.Create(CultureInfo.InvariantCulture, $"notes/{i}"),
                    Reason = "réclamation «é»\n",
                    RequestId = Guid.NewGuid().ToString(),
                    Body = """{"v":1,"after":{"text":"œuvre"}}""",
                })]);
                return true;
            },
            CancellationToken.None);
        return store;
    }
}
