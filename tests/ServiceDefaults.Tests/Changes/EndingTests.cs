using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Changes;

/// <summary>Calls that end before the commit.</summary>
public class EndingTests
{
    [Theory, Engines]
    public async Task Create_Cancelled_LeavesNothing(SqlEngine engine)
    {
        var written = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var app = await NotesHost.StartAsync(engine, Waiting(written, ended));
        var client = await app.NotesAsync();
        using var cancel = new CancellationTokenSource();

        var call = client.CreateNoteAsync(NotesHost.NewNote(), cancellationToken: cancel.Token);
        await written.Task.InTime();
        await cancel.CancelAsync();

        await Faults.FailsAsync(StatusCode.Cancelled, call);
        await ended.Task.InTime();
        await NothingLeftAsync(app);
    }

    [Theory, Engines]
    public async Task Create_DeadlinePasses_LeavesNothingAndSaysSo(SqlEngine engine)
    {
        var written = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var app = await NotesHost.StartAsync(engine, Waiting(written, ended));
        var client = await app.NotesAsync();
        // The first call connects the channel, so that the deadline passes in the handler.
        await client.DescribeDisciplineAsync(new DescribeDisciplineRequest());

        var call = client.CreateNoteAsync(NotesHost.NewNote(), deadline: DateTime.UtcNow.AddSeconds(1));

        await Faults.FailsAsync(StatusCode.DeadlineExceeded, call);
        if (written.Task.IsCompleted)
            await ended.Task.InTime();
        await NothingLeftAsync(app);
    }

    [Theory, Engines]
    public async Task Create_CancelledBetweenItsWritesAndTheCommit_LeavesNothing(SqlEngine engine)
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        await using var app = await NotesHost.StartAsync(engine, new NoteHooks
        {
            // All statements have run; only the commit is left.
            AfterWrites = async change =>
            {
                using var seen = change.Sql.Cancellation.Register(cancelled.SetResult);
                await cancel.CancelAsync();
                await cancelled.Task.InTime();
            },
        });
        var client = await app.NotesAsync();

        await Faults.FailsAsync(StatusCode.Cancelled, client.CreateNoteAsync(NotesHost.NewNote(), cancellationToken: cancel.Token));
        await cancelled.Task.InTime();

        await NothingLeftAsync(app);
    }

    private static NoteHooks Waiting(TaskCompletionSource written, TaskCompletionSource ended) => new()
    {
        AfterWrites = async change =>
        {
            written.TrySetResult();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(change.Sql.Cancellation);
            }
            finally
            {
                ended.TrySetResult();
            }
        },
    };

    private static async Task NothingLeftAsync(ServiceApp app)
    {
        // Stopping waits for the handler to end.
        await app.Host.StopAsync();
        Assert.Equal((0, 0, 0, 0), await app.Database.LeftAsync());
    }
}
