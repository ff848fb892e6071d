using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Index;

/// <summary>
/// Keeps the index up with the register: a search that finds a later revision has what it changed taken in. Every replica keeps its own; the store says
/// what the last revision is.
/// </summary>
/// <remarks>The work is nobody's call: one whose time is up leaves it to go on for the next. It begins when the service starts.</remarks>
internal sealed class IndexKeeper(Database database, ILogger<IndexKeeper> log) : IHostedService, IDisposable
{
    /// <summary>Changed physicians from which on they are merged with the others.</summary>
    private const int MostRecent = 2_000;

    /// <summary>So many that they are merged before anybody searches them.</summary>
    private const int TooManyRecent = 20_000;

    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private RegisterIndex index = RegisterIndex.Empty;
    private Task reading = Task.CompletedTask;
    private Task merging = Task.CompletedTask;

    public Numberings Numberings { get; } = new();

    /// <summary>An index that knows the register up to its present revision at least.</summary>
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

    /// <summary>One at a time; whoever comes meanwhile waits for the same.</summary>
    private Task Reading()
    {
        lock (gate)
            return reading.IsCompleted ? reading = Task.Run(ReadAsync, ending.Token) : reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            // Before the rows: what is found beyond is found again next time, by its own revision.
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
            // Whoever waits is told; nobody may be waiting.
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
