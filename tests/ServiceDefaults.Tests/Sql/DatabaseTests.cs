using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Sql;

public class DatabaseTests
{
    [Theory, Engines]
    public async Task Values_ComeBackAsTheyWere(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        var instant = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var row = new NoteRow { Id = "é'\";--", Council = "2A", Text = "ligne 1\r\nligne 2 🩺", NotedOn = new DateOnly(1958, 10, 4), ChangedAt = instant, Version = long.MaxValue };

        await store.Database.WriteAsync(async sql =>
        {
            await NoteStore.InsertAsync(sql, row);
            return true;
        }, CancellationToken.None);

        var back = Assert.Single(await store.Database.ReadAsync(NoteStore.AllAsync, CancellationToken.None));
        // Both engines keep microseconds, in UTC.
        Assert.Equal(row with { ChangedAt = instant.ToUniversalTime().AddTicks(-7) }, back);
        Assert.Equal(TimeSpan.Zero, back.ChangedAt.Offset);
    }

    [Theory, Engines]
    public async Task Columns_InSnakeCase_FillPropertiesInPascalCase(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        var read = await store.Database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<Named>(
                "select n.first_day, n.first_day as last_day, n.amount_in_cents from (select '2026-07-01' as first_day, 12 as amount_in_cents) n"),
            CancellationToken.None);

        Assert.Equal(new Named { FirstDay = new DateOnly(2026, 7, 1), LastDay = new DateOnly(2026, 7, 1), AmountInCents = 12 }, read);
    }

    [Theory, Engines]
    public async Task Instants_CompareInSqlAsInTime(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        await store.Database.WriteAsync(async sql =>
        {
            foreach (var (id, at) in ((string, DateTimeOffset)[])[("a", noon), ("b", noon.AddTicks(10)), ("c", noon.ToOffset(TimeSpan.FromHours(5)).AddSeconds(-1))])
                await NoteStore.InsertAsync(sql, new NoteRow { Id = id, ChangedAt = at, NotedOn = new DateOnly(2026, 7, 1) });
            return true;
        }, CancellationToken.None);

        var later = await store.Database.ReadAsync(
            sql => sql.QueryAsync<string>("select id from notes where changed_at >= @noon order by changed_at", new { noon }), CancellationToken.None);

        Assert.Equal(["a", "b"], later);
    }

    [Theory, Engines]
    public async Task Write_AnsweredFalse_LeavesNothing(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        Assert.False(await store.Database.WriteAsync(async sql =>
        {
            await NoteStore.InsertAsync(sql, new NoteRow { Id = "1" });
            return false;
        }, CancellationToken.None));

        Assert.Equal(0, await store.Database.CountAsync("notes"));
    }

    [Theory, Engines]
    public async Task Snapshot_WhileOthersWrite_SeesOneMoment(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        var counts = await store.Database.SnapshotAsync(async sql =>
        {
            var before = await sql.ScalarAsync<long>("select count(*) from notes");
            await store.Database.WriteAsync(async other =>
            {
                await NoteStore.InsertAsync(other, new NoteRow { Id = "1" });
                return true;
            }, CancellationToken.None);
            return (before, await sql.ScalarAsync<long>("select count(*) from notes"));
        }, CancellationToken.None);

        Assert.Equal((0, 0), counts);
        Assert.Equal(1, await store.Database.CountAsync("notes"));
    }

    [Fact]
    public async Task Write_CancelledWhileItWaitsForTheWriter_EndsAtOnce()
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.Sqlite);
        var inside = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var first = store.Database.WriteAsync(async _ =>
        {
            inside.SetResult();
            await release.Task;
            return false;
        }, CancellationToken.None);
        await inside.Task.InTime();
        using var cancel = new CancellationTokenSource();
        var second = store.Database.WriteAsync(_ => Task.FromResult(true), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.InTime());
        release.SetResult();
        await first;
    }

    [Theory, Engines]
    public async Task Write_AfterOneThatFailed_GoesOn(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Database.WriteAsync(_ => throw new InvalidOperationException(), CancellationToken.None));

        Assert.True(await store.Database.WriteAsync(_ => Task.FromResult(true), CancellationToken.None).InTime());
    }

    private sealed record Named
    {
        public DateOnly FirstDay { get; init; }
        public DateOnly? LastDay { get; init; }
        public long AmountInCents { get; init; }
    }
}
