using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class PublicationTests
{
    [Theory, Engines]
    public async Task RunOnce_OnTwoReplicasAtOnce_RecordsEachPublicationOnce(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var first = await PressApp.StartAsync(engine, store);
        await using var second = await PressApp.StartAsync(engine, store, first.Clock);
        List<string> ids = [];
        for (var i = 0; i < 10; i++)
            ids.Add((await first.PublishAsync()).Id);

        await Task.WhenAll(
            first.RecordPublicationsAsync(), second.RecordPublicationsAsync(), first.RecordPublicationsAsync(), second.RecordPublicationsAsync());

        foreach (var id in ids)
            Assert.Equal(["drafted", "approved", "published"], await second.AuditAsync(id));
    }

    [Theory, Engines]
    public async Task RunOnce_BeforeTheInstant_RecordsNothing(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        var approved = await app.ApproveAsync(await app.DraftAsync(), embargo);

        app.Clock.Freeze(embargo.AddTicks(-1));
        await app.RecordPublicationsAsync();
        Assert.Equal(["drafted", "approved"], await app.AuditAsync(approved.Id));

        app.Clock.Freeze(embargo);
        await app.RecordPublicationsAsync();
        Assert.Equal(["drafted", "approved", "published"], await app.AuditAsync(approved.Id));
    }

    [Theory, Engines]
    public async Task RunOnce_MoreThanABatch_RecordsAll(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        for (var i = 0; i < 101; i++)
            await app.PublishAsync(Some.Text(text => text.Title = $"Communiqué imaginaire {i}"));

        await app.RecordPublicationsAsync();

        Assert.Equal(101, await app.App.Database.ReadAsync(
            sql => sql.ScalarAsync<long>("select count(*) from audit_entries where kind = 'communiques.communique.published'"), CancellationToken.None));
    }

    [Fact]
    public async Task RunOnce_WhileAnotherReplicaWithdrawsTheApproval_WaitsAndRecordsNothing()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using var first = await PressApp.StartAsync(SqlEngine.PostgreSql, store);
        await using var second = await PressApp.StartAsync(SqlEngine.PostgreSql, store, first.Clock);
        var embargo = first.Clock.GetUtcNow().AddHours(1);
        var approved = await first.ApproveAsync(await first.DraftAsync(), embargo);
        first.Clock.Freeze(embargo.AddTicks(-1));
        AsyncUnaryCall<WithdrawApprovalResponse>? withdrawal = null;
        Task recording = Task.CompletedTask;
        await first.App.Database.WriteAsync(
            async sql =>
            {
                // Every change updates the head of the audit log last: this lock keeps the withdrawal open past the embargo instant.
                await sql.ExecuteAsync("update audit_head set sequence = sequence");
                withdrawal = first.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved));
                await WaitingAsync(first, 1);
                first.Clock.Freeze(embargo);
                recording = second.RecordPublicationsAsync();
                await WaitingAsync(first, 2);
                return true;
            }, CancellationToken.None);

        Assert.Equal(CommuniqueStatus.Draft, (await withdrawal!).Communique.Status);
        await recording;
        Assert.Equal(["drafted", "approved", "approval_withdrawn"], await second.AuditAsync(approved.Id));
        Assert.Equal(0, await first.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from publications"), CancellationToken.None));
    }

    /// <summary>Waits until this number of writers wait for a lock.</summary>
    private static Task WaitingAsync(PressApp app, int writers) => Until.TrueAsync(
        async () => await app.App.Database.ReadAsync(
            sql => sql.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
            CancellationToken.None) >= writers,
        $"{writers} waiting writers");
}
