using System.Threading.Channels;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Imports;

/// <summary>One import call: reads the next batch while the previous one is written, and no further ahead.</summary>
internal sealed class ImportRun(
    ChangeRunner changes, PersonVersions versions, TimeProvider clock, ServerCallContext context, ImportRow import, string requestId, RppsPolicy rppsPolicy,
    ImportOptions options) : IDisposable
{
    private const int LargestChunk = 256 * 1024;

    private readonly FileReader file = new(rppsPolicy, LegalDay.Today(clock));
    private readonly BatchWriter writer = new(versions, import.Number, LegalDay.Today(clock));

    // Bounded: a reader that is ahead waits for the writer.
    private readonly Channel<ImportBatch> batches = Channel.CreateBounded<ImportBatch>(1);

    public ImportProgress Progress => new()
    {
        Bytes = file.Bytes,
        Lines = file.Lines,
        Physicians = writer.Persons,
        RejectedLines = file.Rejected + writer.Rejected,
    };

    public async Task<ImportRow> RunAsync(IAsyncStreamReader<ImportRegisterRequest> requests, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(requests, both.Token);
        // SQLite works on the caller's thread: on the same thread, reading would wait for writing.
        var writing = Task.Run(() => WriteAsync(both.Token), both.Token);
        // A failure of one half cancels the other.
        if (await Task.WhenAny(reading, writing) is { IsCompletedSuccessfully: false })
            await both.CancelAsync();
        await Task.WhenAll(reading, writing);

        // Before any fact ends: this is not the file that it should be.
        ImportRules.CheckPhysicians(file.Lines, file.Skipped, file.Rejected + writer.Rejected, writer.Persons, options.MostSkippedPercent);
        while (writer.HasUnsaid)
            await changes.RunAsync(context, requestId, "", writer.EndUnsaidAsync);
        return await FinishAsync(await reading);
    }

    public void Dispose() => file.Dispose();

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync(
        IAsyncStreamReader<ImportRegisterRequest> requests, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await requests.MoveNext(cancellation))
        {
            if (requests.Current.PartCase != ImportRegisterRequest.PartOneofCase.Chunk || requests.Current.Chunk.Length is 0 or > LargestChunk)
                throw Fault.Invalid("chunk", $"After the header send chunks of 1 to {LargestChunk} bytes.");
            yield return requests.Current.Chunk.Memory;
        }
    }

    private async Task<string> ReadAsync(IAsyncStreamReader<ImportRegisterRequest> requests, CancellationToken cancellation)
    {
        try
        {
            await foreach (var chunk in ChunksAsync(requests, cancellation))
            {
                if (file.Feed(chunk.Span) is { } full)
                    await batches.Writer.WriteAsync(full, cancellation);
            }

            var (last, fileHash) = file.End();
            await batches.Writer.WriteAsync(last, cancellation);
            return fileHash;
        }
        finally
        {
            batches.Writer.TryComplete();
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await foreach (var batch in batches.Reader.ReadAllAsync(cancellation))
        {
            if (!batch.IsEmpty)
                await changes.RunAsync(context, requestId, "", change => writer.WriteAsync(change, batch));
        }
    }

    private async Task<ImportRow> FinishAsync(string fileHash)
    {
        var finished = import;
        await changes.RunAsync(context, requestId, "", async change =>
        {
            await ImportStore.LockTurnAsync(change.Sql);
            var now = (await ImportStore.GetAsync(change.Sql, import.Id))!;
            finished = now with
            {
                FileHash = fileHash,
                FinishedAt = change.At,
                LineCount = file.Lines,
                SkippedCount = file.Skipped,
                RejectedCount = file.Rejected + writer.Rejected,
                UnchangedCount = writer.Persons - now.CreatedCount - now.UpdatedCount,
            };
            if (!await ImportStore.FinishAsync(change.Sql, finished))
            {
                finished = now;
                change.Unchanged();
                return;
            }

            change.Audit("registry.import.completed", $"imports/{import.Number}", null, new
            {
                file = finished.FileName,
                sha256 = fileHash,
                lines = finished.LineCount,
                skipped = finished.SkippedCount,
                rejected = finished.RejectedCount,
                created = finished.CreatedCount,
                updated = finished.UpdatedCount,
                unchanged = finished.UnchangedCount,
            });
        });
        return finished;
    }
}
