using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Retention;

public sealed class RetentionTests
{
    [Theory, Engines]
    public async Task Run_DeletesWhatHasPassedItsPeriod_AndNothingElse(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);

        await aged.RunAsync(new RequestRows(RetentionSchedule.TryParse("P1Y")!), new OutboxRows(RetentionSchedule.TryParse("P6M")!), aged.Reads());

        Assert.Equal(12, await aged.CountAsync("requests"));
        // Each message that was not delivered stays.
        Assert.Equal(6 + AgedStore.Months, await aged.CountAsync("outbox"));
        Assert.Equal(36 * 2, await aged.CountAsync("record_accesses"));
        Assert.Equal((AgedStore.Months * 2) + 1, await aged.CountAsync("audit_entries"));
        var finding = await aged.VerifyAsync();
        Assert.True(finding.Intact, finding.Finding);
    }

    [Theory, Engines]
    public async Task Count_SaysWhatARunDeletes_AndDeletesNothing(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        RetainedRows[] rows = [new RequestRows(RetentionSchedule.TryParse("P1Y")!), new OutboxRows(RetentionSchedule.TryParse("P6M")!), aged.Reads(), aged.Entries("P3Y")];
        var before = new Dictionary<string, long>();
        foreach (var table in rows)
        {
            before[table.Table] = await aged.CountAsync(table.Table);
            var count = await aged.Database.ReadAsync(sql => table.CountAsync(sql, table.Schedule.Before(AgedStore.Now)!.Value), default);
            Assert.Equal(AgedStore.Now.AddMonths(-AgedStore.Months), count.Oldest);
            before[table.Table + " less"] = count.Rows;
        }

        await aged.RunAsync(rows);

        Assert.Equal([36, 42, 24, 24], rows.Select(table => before[table.Table + " less"]));
        foreach (var table in rows)
            Assert.Equal(before[table.Table] - before[table.Table + " less"] + (table.Table == "audit_entries" ? 2 : 0), await aged.CountAsync(table.Table));
    }

    [Theory, Engines]
    public async Task Request_WithoutAnAnswer_IsKept(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await aged.Bare.ExecuteAsync("update requests set response = null");

        await aged.RunAsync(new RequestRows(RetentionSchedule.TryParse("P1Y")!));

        Assert.Equal(AgedStore.Months, await aged.CountAsync("requests"));
    }

    [Theory, Engines]
    public async Task Run_OfReplicasAtOnce_IsDoneByOne_OnceADay(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counting = Enumerable.Range(0, 4).Select(_ => new Counting(gate.Task)).ToArray();

        Task[] runs = [.. counting.Select(rows => aged.Work(rows).RunOnceAsync(default))];
        // The one that has the turn works until the others have left.
        await Until.TrueAsync(() => runs.Count(run => run.IsCompleted) == 3, "the other replicas");
        gate.SetResult();
        await Task.WhenAll(runs);
        Assert.Equal(1, counting.Sum(rows => rows.Runs));
        aged.Clock.Instant += TimeSpan.FromHours(23);
        await aged.Work(counting[0]).RunOnceAsync(default);
        Assert.Equal(1, counting.Sum(rows => rows.Runs));
        aged.Clock.Instant += TimeSpan.FromHours(1);
        await aged.Work(counting[0]).RunOnceAsync(default);

        Assert.Equal(2, counting.Sum(rows => rows.Runs));
    }

    [Theory, OneEngine]
    public async Task Run_OfAReplicaThatFailed_IsTakenOverWhenItsLeaseIsOver(SqlEngine engine)
    {
        await using var aged = await AgedStore.CreateAsync(engine);
        await Assert.ThrowsAsync<IOException>(() => aged.Work(new Failing()).RunOnceAsync(default));
        var other = new Counting(Task.CompletedTask);

        await aged.Work(other).RunOnceAsync(default);
        Assert.Equal(0, other.Runs);
        aged.Clock.Instant += TimeSpan.FromMinutes(30);
        await aged.Work(other).RunOnceAsync(default);

        Assert.Equal(1, other.Runs);
    }

    private sealed class Counting(Task gate) : RetainedRows("counting", RetentionSchedule.TryParse("P1D")!)
    {
        public int Runs { get; private set; }

        public override Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before) => Task.FromResult(new RetainedCount());

        public override async Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation)
        {
            Runs++;
            await gate;
            return 0;
        }
    }

    private sealed class Failing() : RetainedRows("failing", RetentionSchedule.TryParse("P1D")!)
    {
        public override Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before) => Task.FromResult(new RetainedCount());

        public override Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation) => throw new IOException();
    }
}
