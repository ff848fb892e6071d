using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

/// <summary>The parts that keep documents, on a store and a storage of their own. Its records are the ids in <see cref="Referred"/>.</summary>
internal sealed class DocumentBench : IDocumentRecords, IAsyncDisposable
{
    private readonly BareStore store;
    private readonly Action end;

    private DocumentBench(BareStore store, IDocumentStorage storage, Blinder blinder, Sealer sealer, SealedStore sealedStore, Action end)
    {
        this.store = store;
        this.end = end;
        Storage = storage;
        Vault = new DocumentVault(storage, sealer, sealedStore, NullLogger<DocumentVault>.Instance);
        Uploads = new DocumentUploads(store.Database, Vault, blinder, FileTypes.All, new DocumentOptions(), Clock);
        Reader = new DocumentReader(store.Database, Vault);
        Logs = new LogSink();
        Sweep = new DocumentSweep(
            store.Database, Vault, [this], new DocumentOptions(), Clock, LoggerFactory.Create(logging => logging.AddProvider(Logs)).CreateLogger<DocumentSweep>());
    }

    public MovableClock Clock { get; } = new();
    public LogSink Logs { get; }
    public IDocumentStorage Storage { get; }
    public DocumentVault Vault { get; }
    public DocumentUploads Uploads { get; }
    public DocumentReader Reader { get; }
    public DocumentSweep Sweep { get; }
    public HashSet<string> Referred { get; } = [];
    public Database Database => store.Database;

    /// <param name="wrap">Puts another storage in front of the folder or bucket.</param>
    public static async Task<DocumentBench> StartAsync(SqlEngine engine, S3Server? s3 = null, Func<IDocumentStorage, IDocumentStorage>? wrap = null)
    {
        var store = await BareStore.CreateAsync(engine);
        await store.ExecuteAsync("create table blinding_key (id integer not null primary key, sealed bytea not null)");
        var sealer = new Sealer(new EphemeralDataProtectionProvider(), NullLogger<Sealer>.Instance);
        var sealedStore = new SealedStore("Bench");
        var blinder = new Blinder(store.Database, sealer, sealedStore);
        await blinder.LoadAsync(CancellationToken.None);
        if (s3 is not null)
        {
            var bucket = new S3Storage(OptionsOf(s3));
            return new DocumentBench(store, wrap?.Invoke(bucket) ?? bucket, blinder, sealer, sealedStore, bucket.Dispose);
        }

        var folder = Directory.CreateTempSubdirectory("ordre-documents-");
        var storage = new FolderStorage(folder.FullName);
        return new DocumentBench(store, wrap?.Invoke(storage) ?? storage, blinder, sealer, sealedStore, () => folder.Delete(recursive: true)) { Folder = folder.FullName };
    }

    public static DocumentOptions.S3Options OptionsOf(S3Server s3) =>
        new() { Endpoint = s3.Endpoint, Bucket = S3Server.Bucket, AccessKeyFile = s3.KeyFile, SecretKeyFile = s3.KeyFile };

    public string Folder { get; private init; } = "";

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public Task<long> CountAsync() => Database.CountAsync("documents");

    /// <summary>Uploads a file under a request id, from an offset on; the caller goes away after <paramref name="until"/> bytes.</summary>
    public async Task<DocumentRow> UploadAsync(byte[] file, string? requestId = null, long offset = 0, int until = int.MaxValue, string? sha256 = null, long? size = null)
    {
        var row = await Uploads.BeginAsync(
            "clerk", requestId ?? Guid.NewGuid().ToString(), "told"u8.ToArray(), sha256 ?? Convert.ToHexStringLower(SHA256.HashData(file)), size ?? file.Length, offset,
            CancellationToken.None);
        return row.State == DocumentState.Uploading ? await Uploads.ReceiveAsync(row, Chunks(file, (int)offset, until), CancellationToken.None) : row;
    }

    /// <summary>A document that a record keeps.</summary>
    public async Task<DocumentRow> KeptAsync(byte[] file)
    {
        var row = await UploadAsync(file);
        await KeepAsync(row);
        return row;
    }

    public async Task KeepAsync(DocumentRow row)
    {
        await Database.WriteAsync(
            async sql =>
            {
                await DocumentUploads.KeepAsync(sql, row);
                return true;
            },
            CancellationToken.None);
        Referred.Add(row.Id);
    }

    public async Task<byte[]> ReadAsync(string id)
    {
        using var bytes = new MemoryStream();
        await foreach (var part in Reader.ReadAsync(id, CancellationToken.None))
            bytes.Write(part.Span);
        return bytes.ToArray();
    }

    public static Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> Chunks(byte[] file, int from = 0, int until = int.MaxValue, int chunk = 50_000)
    {
        var at = from;
        return _ =>
        {
            if (at >= until)
                throw new IOException("The caller went away.");
            var next = file.AsMemory(at, Math.Min(chunk, file.Length - at));
            at += next.Length;
            return ValueTask.FromResult<ReadOnlyMemory<byte>>(next);
        };
    }

    /// <summary>A file that looks like a PDF, with bytes of its own.</summary>
    public static byte[] Pdf(int size, int seed = 1)
    {
        var file = new byte[size];
        new Random(seed).NextBytes(file);
        "%PDF-1.7 Madame Bovary"u8[..Math.Min(size, 22)].CopyTo(file);
        return file;
    }

    public Task<bool> ReferToAsync(SqlSession sql, string document) => Task.FromResult(Referred.Contains(document));

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        end();
    }
}
