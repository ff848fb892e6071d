using System.Text;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

/// <summary>Uploads: whole, interrupted, refused.</summary>
public sealed class UploadTests
{
    private const int Part = DocumentCipher.PartBytes;

    [Theory, Engines]
    public async Task Upload_OfAnySize_IsReadBackAndEncrypted(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        foreach (var size in new[] { 5, 22, DocumentCipher.ChunkBytes, DocumentCipher.ChunkBytes + 1, Part - 1, Part, Part + 1, (2 * Part) + 70_000 })
        {
            var file = DocumentBench.Pdf(size, size);
            var row = await bench.KeptAsync(file);

            Assert.Equal(file, await bench.ReadAsync(row.Id));
            Assert.Equal(("application/pdf", (long)size), (row.MediaType, row.Received));
        }

        Assert.All(bench.Files, path => Assert.DoesNotContain("%PDF-1.7", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task Upload_ThatWasInterrupted_GoesOnFromTheStoredParts(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var (file, request) = (DocumentBench.Pdf((3 * Part) + 5), Guid.NewGuid().ToString());
        await Assert.ThrowsAsync<IOException>(() => bench.UploadAsync(file, request, until: Part + 300_000));

        Assert.Equal(Part, (await bench.Uploads.FindAsync("clerk", request, default))!.Received);
        Assert.Null(await bench.Uploads.FindAsync("another clerk", request, default));
        var failure = await Assert.ThrowsAsync<RpcException>(() => bench.UploadAsync(file, request));
        Assert.Equal((StatusCode.FailedPrecondition, Reasons.UploadOffset), (failure.StatusCode, failure.Reason()));
        Assert.Contains($"offset {Part}", failure.Status.Detail, StringComparison.Ordinal);

        // An attempt that was killed between the bytes and their row leaves a part that nothing names.
        var killed = await bench.Uploads.BeginAsync("clerk", request, "told"u8.ToArray(), Hash(file), file.Length, Part, default);
        await bench.Storage.PutAsync(killed.Id, "00001-2", new byte[10], default);
        var row = await bench.UploadAsync(file, request, offset: Part);
        await bench.KeepAsync(row);

        Assert.Equal(file, await bench.ReadAsync(row.Id));
        Assert.Equal(["00000-1", "00001-3", "00002-3", "00003-3"], bench.Files.Select(Path.GetFileName));
        Assert.Equal(DocumentState.Kept, (await bench.UploadAsync(file, request, offset: Part)).State);
    }

    [Theory, Engines]
    public async Task Upload_TakenOverByAnotherCall_AddsNothingMore(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var (file, request) = (DocumentBench.Pdf(2 * Part), Guid.NewGuid().ToString());
        var first = await bench.Uploads.BeginAsync("clerk", request, "told"u8.ToArray(), Hash(file), file.Length, 0, default);
        var row = await bench.UploadAsync(file, request);

        var failure = await Assert.ThrowsAsync<RpcException>(() => bench.Uploads.ReceiveAsync(first, DocumentBench.Chunks(DocumentBench.Pdf(2 * Part, 9)), default));

        Assert.Equal((StatusCode.Unavailable, Reasons.UploadInterrupted), (failure.StatusCode, failure.Reason()));
        await bench.KeepAsync(row);
        Assert.Equal(file, await bench.ReadAsync(row.Id));
    }

    [Theory, Engines]
    public async Task Upload_OtherBytesThanAnnounced_AreRefusedAndForgotten(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var (file, request) = (DocumentBench.Pdf(Part + 10), Guid.NewGuid().ToString());

        await RefusedAsync("header.sha256", () => bench.UploadAsync(file, request, sha256: new string('a', 64)));
        await RefusedAsync("chunk", () => bench.UploadAsync(file, request, size: Part));
        await RefusedAsync("chunk", () => bench.UploadAsync("<html>%PDF-"u8.ToArray(), request));

        Assert.Equal((0, 0), (await bench.CountAsync(), bench.Files.Count));
        Assert.Equal(DocumentState.Received, (await bench.UploadAsync(file, request)).State);

        async Task RefusedAsync(string field, Func<Task> upload)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(upload);
            Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
            Assert.StartsWith(field + ":", failure.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Theory, OneEngine]
    public async Task Upload_FewerBytesThanAnnounced_KeepsThePartsThatCame(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var (file, request) = (DocumentBench.Pdf(Part + 10), Guid.NewGuid().ToString());

        var failure = await Assert.ThrowsAsync<RpcException>(() => bench.UploadAsync(file, request, size: Part + 20));

        Assert.Contains($"offset {Part}", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(Part, (await bench.Uploads.FindAsync("clerk", request, default))!.Received);
    }

    [Theory, OneEngine]
    public async Task Upload_RequestIdOfAnotherHeader_AlreadyExists(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var (file, request) = (DocumentBench.Pdf(10), Guid.NewGuid().ToString());
        await bench.UploadAsync(file, request);

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => bench.Uploads.BeginAsync("clerk", request, "other"u8.ToArray(), Hash(file), file.Length, 0, default));

        Assert.Equal((StatusCode.AlreadyExists, Reasons.RequestIdReused), (failure.StatusCode, failure.Reason()));
    }

    /// <summary>A file of 50 MiB never waits in memory: each part is stored before more than one further chunk is asked for, and read when the one before was taken.</summary>
    [Theory, OneEngine]
    public async Task Upload_Of50MiB_HoldsOnePartAtATime(SqlEngine engine)
    {
        var sent = 0L;
        var stored = new CountingStorage();
        await using var bench = await DocumentBench.StartAsync(engine, wrap: inner => stored.Over(inner));
        var file = DocumentBench.Pdf((int)DocumentUploads.MostBytes);
        var chunks = DocumentBench.Chunks(file);
        var begun = await bench.Uploads.BeginAsync("clerk", Guid.NewGuid().ToString(), [], Hash(file), file.Length, 0, default);

        var row = await bench.Uploads.ReceiveAsync(
            begun,
            async cancellation =>
            {
                Assert.True(sent - (stored.Puts * (long)Part) < Part, $"{sent} bytes were asked for while {stored.Puts} parts were stored");
                var chunk = await chunks(cancellation);
                sent += chunk.Length;
                return chunk;
            },
            default);
        await bench.KeepAsync(row);
        (stored.Reads, var taken) = (0, 0);
        await foreach (var part in bench.Reader.ReadAsync(row.Id, default))
            Assert.Equal(++taken, stored.Reads);

        Assert.Equal((50, 50), (stored.Puts, taken));
    }

    internal static string Hash(byte[] file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));

    private sealed class CountingStorage : IDocumentStorage
    {
        private IDocumentStorage inner = null!;

        public int Puts { get; private set; }
        public int Reads { get; set; }

        public CountingStorage Over(IDocumentStorage storage)
        {
            inner = storage;
            return this;
        }

        public async Task PutAsync(string document, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            await inner.PutAsync(document, part, bytes, cancellation);
            Puts++;
        }

        public Task<int> ReadAsync(string document, string part, Memory<byte> into, CancellationToken cancellation)
        {
            Reads++;
            return inner.ReadAsync(document, part, into, cancellation);
        }

        public Task DeleteAsync(string document, IReadOnlySet<string> keep, CancellationToken cancellation) => inner.DeleteAsync(document, keep, cancellation);
    }
}
