using System.Data.Common;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Retention;

/// <summary>A purge leaves a log that verifies; whoever deletes rows in another way, or edits a purge, is found out.</summary>
public sealed class PurgeTests
{
    [Theory, Engines]
    public async Task Entries_Purged_LeaveALogThatVerifies_AndGrows(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);

        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));
        var first = await aged.VerifyAsync();
        await aged.AppendAsync(new AuditRow { At = aged.Clock.Instant });
        aged.Clock.Instant = AgedStore.Now.AddMonths(6);
        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));
        var second = await aged.VerifyAsync();

        Assert.True(first.Intact, first.Finding);
        // Two purges were recorded.
        Assert.Equal((36 * 2) + 2, first.Entries);
        Assert.True(second.Intact, second.Finding);
        Assert.Equal(30 * 2, await aged.CountAsync("record_accesses"));
        Assert.Equal((30 * 2) + 5, await aged.CountAsync("audit_entries"));
        Assert.Equal(4, await aged.CountAsync("audit_purges"));
    }

    [Theory, Engines]
    public async Task Entries_WhollyOld_LeaveTheirPurge(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        aged.Clock.Instant = AgedStore.Now.AddYears(20);

        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));

        var finding = await aged.VerifyAsync();
        Assert.True(finding.Intact, finding.Finding);
        Assert.Equal(0, await aged.CountAsync("record_accesses"));
        Assert.Equal(2, await aged.CountAsync("audit_entries"));
    }

    [Theory, OneEngine]
    public async Task Reads_NotYetShownToThePerson_AreKept(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        aged.HiddenFrom = AgedStore.Now.AddMonths(-40);

        await aged.RunAsync(aged.Reads());

        Assert.Equal(40 * 2, await aged.CountAsync("record_accesses"));
    }

    [Theory, OneEngine]
    public async Task Audit_WithoutASigningKey_IsKept(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine, signs: false);

        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));

        Assert.Equal(AgedStore.Months * 2, await aged.CountAsync("record_accesses"));
        Assert.Equal(AgedStore.Months * 2, await aged.CountAsync("audit_entries"));
    }

    [Theory]
    [Engines("update audit_entries set actor = 'someone else' where sequence = 5")]
    [Engines("update record_accesses set actor = 'someone else' where id = (select min(id) from record_accesses where last_at < '2023-01-01T00:00:00.000000Z')")]
    public async Task Purge_OfAnEditedPart_IsNotDone(SqlEngine engine, string edit)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.OwnAsync(sql => sql.ExecuteAsync(edit));

        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));

        Assert.Equal(0, await aged.CountAsync("audit_purges"));
        Assert.False((await aged.VerifyAsync()).Intact);
    }

    [Theory]
    [Engines("delete from audit_entries where sequence <= 26", "is missing")]
    [Engines("delete from record_accesses where last_at < '2025-01-01T00:00:00.000000Z'", "were edited")]
    [Engines("update audit_purges set until_sequence = until_sequence + 2 where kind = 'Reads'", "not signed by this service")]
    [Engines("update audit_purges set until_hash = 'aa' where kind = 'Entries'", "not signed by this service")]
    [Engines("delete from audit_purges where kind = 'Reads'", "was edited or removed")]
    [Engines("delete from audit_purges", "is missing")]
    [Engines("delete from audit_entries where kind = 'platform.reads.purged'", "is missing")]
    public async Task Forged_AfterAPurge_IsFound(SqlEngine engine, string edit, string says)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));
        await aged.OwnAsync(sql => sql.ExecuteAsync(edit));

        var finding = await aged.VerifyAsync();

        Assert.False(finding.Intact);
        Assert.Contains(says, finding.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [Engines(true)]
    [Engines(false)]
    public async Task Forged_PurgeWithItsEntry_IsFoundByItsSignature(SqlEngine engine, bool hasRow)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.OwnAsync(async sql =>
        {
            var rows = await AuditStore.PageAsync(sql, 0, 20);
            var forged = new AuditPurge { Kind = PurgeKind.Entries, UntilSequence = 20, UntilHash = rows[^1].Hash, RowsDeleted = 20 };
            var sequence = await AuditStore.AppendAsync(sql, [PurgeEntry.Of(forged, AgedStore.Now)]);
            using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            if (hasRow)
                await PurgeStore.AddAsync(sql, (forged with { Sequence = sequence }).Signed("notes", AgedStore.Now, other));
            await sql.ExecuteAsync("delete from audit_entries where sequence <= 20");
            await sql.ExecuteAsync("delete from record_accesses where last_at <= @last", new { last = rows[^1].At });
        });

        var finding = await aged.VerifyAsync();

        Assert.False(finding.Intact);
        Assert.Contains(hasRow ? "not signed by this service" : "is missing", finding.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [Engines("delete from audit_entries where sequence = 30")]
    [Engines("delete from audit_entries where sequence <= 24")]
    [Engines("delete from record_accesses")]
    [Engines("update audit_purges set rows_deleted = 0")]
    [Engines("delete from audit_purges")]
    public async Task Store_AfterAPurge_StaysAppendOnly(SqlEngine engine, string statement)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.RunAsync(aged.Reads());
        await aged.AppendAsync(new AuditRow { At = aged.Clock.Instant });

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => aged.Bare.ExecuteAsync(statement));

        Assert.Contains("are append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Store_OnceAnEntryFollowsAPurge_RefusesWhatThePurgeCovers(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));
        await aged.AppendAsync(new AuditRow { At = aged.Clock.Instant });
        // An entry that somebody put back under a purged number.
        await aged.Database.WriteAsync(async sql => { await AuditStore.InsertAsync(sql, new AuditRow { Sequence = 3, At = AgedStore.Now }); return true; }, default);

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => aged.Bare.ExecuteAsync("delete from audit_entries where sequence = 3"));

        Assert.Contains("are append-only", refusal.Message, StringComparison.Ordinal);
        Assert.False((await aged.VerifyAsync()).Intact);
    }

    [Theory, Engines]
    public async Task Offline_CopyOfAPurgedLog_VerifiesByTheKeyOfTheService(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.RunAsync(aged.Reads(), aged.Entries("P3Y"));
        using var other = new SigningKeyFile();
        var folder = Directory.CreateTempSubdirectory("ordre-purge-");
        try
        {
            var (copy, outside) = (Path.Combine(folder.FullName, "copy.db"), Directory.CreateDirectory(Path.Combine(folder.FullName, "checkpoints")).FullName);
            Assert.Equal(0, await AuditCommand.RunAsync(["copy", engine.ToString(), aged.Bare.Store.ConnectionString, copy], TextWriter.Null, TextWriter.Null));

            Assert.Equal(0, await AuditCommand.RunAsync(["verify", copy, "notes", "--checkpoints", outside, "--key", aged.KeyFile], TextWriter.Null, TextWriter.Null));
            using var says = new StringWriter();
            Assert.Equal(1, await AuditCommand.RunAsync(["verify", copy, "notes", "--checkpoints", outside, "--key", other.Path], says, TextWriter.Null));
            Assert.Contains("not signed by this service", says.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, Engines]
    public async Task Replicas_PurgingTheSameBatch_RecordItOnce(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        var reads = aged.Reads();

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => reads.DeleteAsync(aged.Database, AgedStore.Now.AddYears(-3), default)));

        Assert.Equal(24, deleted.Sum());
        Assert.Equal(1, await aged.CountAsync("audit_purges"));
        Assert.True((await aged.VerifyAsync()).Intact);
    }
}
