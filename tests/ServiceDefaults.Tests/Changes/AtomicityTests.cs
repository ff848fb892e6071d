using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Outbox;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Changes;

public class AtomicityTests
{
    [Theory, Engines]
    public async Task Create_Succeeds_LeavesAllFour(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, new NoteHooks());
        var client = await app.NotesAsync();

        await client.CreateNoteAsync(NotesHost.NewNote(publish: true));

        Assert.Equal((1, 1, 1, 1), await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Create_ThrowsAfterItsWrites_LeavesNothing(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, new NoteHooks { AfterWrites = _ => throw new InvalidOperationException() });
        app.ExpectErrors = true;
        var client = await app.NotesAsync();

        await Faults.ReasonAsync(StatusCode.Internal, Reasons.Unexpected, client.CreateNoteAsync(NotesHost.NewNote(publish: true)));

        Assert.Equal((0, 0, 0, 0), await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Create_RefusedAfterItsWrites_LeavesNothingAndTheIdIsFree(SqlEngine engine)
    {
        var hooks = new NoteHooks { AfterWrites = _ => throw Fault.Precondition(Reasons.WrongState, "Not now.") };
        await using var app = await StartAsync(engine, hooks);
        var client = await app.NotesAsync();
        var request = NotesHost.NewNote(publish: true);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, client.CreateNoteAsync(request));
        Assert.Equal((0, 0, 0, 0), await app.Database.LeftAsync());

        hooks.AfterWrites = _ => Task.CompletedTask;
        await client.CreateNoteAsync(request);

        Assert.Equal((1, 1, 1, 1), await app.Database.LeftAsync());
    }

    [Fact]
    public async Task Create_ConnectionLostBeforeTheCommit_LeavesNothing()
    {
        await using var app = await StartAsync(
            SqlEngine.PostgreSql,
            new NoteHooks { AfterWrites = change => change.Sql.ExecuteAsync("select pg_terminate_backend(pg_backend_pid())") });
        var client = await app.NotesAsync();

        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, client.CreateNoteAsync(NotesHost.NewNote(publish: true)));

        Assert.Equal((0, 0, 0, 0), await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Update_SameValues_WritesNothing(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, new NoteHooks());
        var client = await app.NotesAsync();
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        var before = await app.Database.LeftAsync();

        var answer = await client.UpdateNoteAsync(new UpdateNoteRequest { RequestId = Guid.NewGuid().ToString(), Id = note.Id, Text = note.Text });

        Assert.Equal(note, answer.Note);
        Assert.Equal(before, await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Update_StaleEtag_IsAbortedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, new NoteHooks());
        var client = await app.NotesAsync();
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;
        await client.UpdateNoteAsync(Update(note, "second"));
        var before = await app.Database.LeftAsync();

        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, client.UpdateNoteAsync(Update(note, "third")));

        Assert.Equal(before, await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Update_TwentyAtOnceWithOneEtag_OneWins(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, new NoteHooks());
        var client = await app.NotesAsync();
        var note = (await client.CreateNoteAsync(NotesHost.NewNote())).Note;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await client.UpdateNoteAsync(Update(note, $"text {i}"));
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));

        Assert.Equal(1, outcomes.Count(outcome => outcome == StatusCode.OK));
        Assert.Equal(19, outcomes.Count(outcome => outcome == StatusCode.Aborted));
    }

    [Theory, Engines]
    public async Task Run_WithoutAudit_FailsAndLeavesNothing(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(store, change => InsertAsync(change, "1")));

        Assert.Equal(0, await store.Database.CountAsync("notes"));
    }

    [Theory, Engines]
    public async Task Run_AuditsYetSaysUnchanged_FailsAndLeavesNothing(SqlEngine engine)
    {
        await using var store = await BareStore.CreateAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(store, async change =>
        {
            await InsertAsync(change, "1");
            change.Audit("testbed.note.created", "notes/1", null, null);
            change.Unchanged();
        }));

        Assert.Equal(0, await store.Database.CountAsync("notes"));
    }

    [Fact]
    public async Task Run_PublishesWhatNobodyDelivers_FailsAndLeavesNothing()
    {
        await using var store = await BareStore.CreateAsync(SqlEngine.Sqlite);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(store, change =>
        {
            change.Audit("testbed.note.created", "notes/1", null, null);
            change.Publish(new NoteNoted { Id = "1" }, "k");
            return Task.CompletedTask;
        }));

        Assert.Equal(0, await store.Database.CountAsync("outbox"));
    }

    [Theory, Engines]
    public async Task Create_WorkAfterTheCommitFails_StillAnswers(SqlEngine engine)
    {
        var hooks = new NoteHooks
        {
            AfterWrites = change =>
            {
                change.AfterCommit(() => throw new InvalidOperationException("the cache fell over"));
                return Task.CompletedTask;
            },
        };
        await using var app = await StartAsync(engine, hooks);
        app.ExpectErrors = true;
        var client = await app.NotesAsync();

        var answer = await client.CreateNoteAsync(NotesHost.NewNote(publish: true));

        Assert.NotEmpty(answer.Note.Id);
        Assert.Equal((1, 1, 1, 1), await app.Database.LeftAsync());
        Assert.Contains(app.Logs.Errors, line => line.Contains("after a commit", StringComparison.Ordinal));
    }

    private static Task<ServiceApp> StartAsync(SqlEngine engine, NoteHooks hooks) => NotesHost.StartAsync(
        engine, hooks, services => services.AddOutboxDelivery<NoteNoted, DeafReceiver>());

    private static UpdateNoteRequest Update(Note note, string text) =>
        new() { RequestId = Guid.NewGuid().ToString(), Id = note.Id, Text = text, Etag = note.Etag };

    private static Task<bool> RunAsync(BareStore store, Func<Change, Task> work) =>
        store.Changes(new OutboxRoutes(EmptyServices.Instance)).RunAsync("notes", "test", "", work, CancellationToken.None);

    private static Task InsertAsync(Change change, string id) => NoteStore.InsertAsync(
        change.Sql, new NoteRow { Id = id, ChangedAt = change.At, NotedOn = new DateOnly(2026, 7, 1) });
}
