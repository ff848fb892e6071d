using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Index;

/// <summary>Keeps the index up to date: a search that finds a later revision first takes in its changes. Each replica has its own index.</summary>
/// <remarks>The update belongs to no call: a caller that times out leaves it running for the next one. It starts with the service.</remarks>
internal sealed class IndexKeeper(Database database, ILogger<IndexKeeper> log) : IHostedService, IDisposable
{
    /// <summary>From this number of changed physicians on, they are merged into the large segment in the background.</summary>
    private const int MostRecent = 2_000;

    /// <summary>From this number on, they are merged before any search sees them.</summary>
    private const int TooManyRecent = 20_000;

    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private RegisterIndex index = RegisterIndex.Empty;
    private Task reading = Task.CompletedTask;
    private Task merging = Task.CompletedTask;

    public Numberings Numberings { get; } = new();

    /// <summary>An index that contains the present revision at least.</summary>
    public async Task<RegisterIndex> CurrentAsync(CancellationToken cancellation)
    {
        var latest = await database.ReadAsync(RevisionStore.LatestAsync, cancellation);
        RegisterIndex known;
        while ((known = Volatile.Read(ref index)).Revision < latest)
            await Reading().WaitAsync(cancellation);
        return known;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Reading();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await ending.CancelAsync();
        await Task.WhenAll(reading, merging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => ending.Dispose();

    /// <summary>One update at a time; concurrent callers await the same one.</summary>
    private Task Reading()
    {
        lock (gate)
            return reading.IsCompleted ? reading = Task.Run(ReadAsync, ending.Token) : reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            // Read before the rows: a row of a later revision is read again by the next update.
            var latest = await database.ReadAsync(RevisionStore.LatestAsync, ending.Token);
            var known = Volatile.Read(ref index);
            if (known.Revision >= latest)
                return;
            var everybody = new SegmentBuilder();
            var changed = new List<IndexedPerson>();
            await IndexReader.ReadAsync(database, Numberings, known.Revision, known.Revision == 0 ? everybody.Add : changed.Add, ending.Token);
            if (known.Revision == 0)
                Volatile.Write(ref index, RegisterIndex.Of(latest, everybody));
            else if (changed.Count > TooManyRecent - MostRecent)
                await merging.ContinueWith(_ => Volatile.Write(ref index, index.With(latest, changed).Merged()), TaskScheduler.Default);
            else
                Grow(latest, changed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Callers that await the update get the exception; this line is for an update that nobody awaits.
            log.LogWarning("The search index could not be brought up to date ({Exception}); the next search tries again", exception.GetType().Name);
            throw;
        }
    }

    private void Grow(long latest, List<IndexedPerson> changed)
    {
        lock (gate)
        {
            Volatile.Write(ref index, index.With(latest, changed));
            if (index.Recent.Count > MostRecent && merging.IsCompleted)
                merging = Task.Run(Merge, ending.Token);
        }
    }

    private void Merge()
    {
        var merged = Volatile.Read(ref index).Merged();
        lock (gate)
            Volatile.Write(ref index, index.On(merged));
    }
}
