using System.Text;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

/// <summary>Documents in an object storage that is not ours.</summary>
public sealed class S3Tests
{
    private const int Part = DocumentCipher.PartBytes;

    [Fact]
    public async Task Documents_InABucket_AreReadResumedAndSwept()
    {
        using var s3 = await S3Server.StartAsync();
        await using var bench = await DocumentBench.StartAsync(SqlEngine.Sqlite, s3);
        var (file, request) = (DocumentBench.Pdf((2 * Part) + 5), Guid.NewGuid().ToString());
        await Assert.ThrowsAsync<IOException>(() => bench.UploadAsync(file, request, until: Part + 300_000));
        var row = await bench.UploadAsync(file, request, offset: Part);
        await bench.KeepAsync(row);
        await bench.UploadAsync(DocumentBench.Pdf(100));
        var before = s3.Files.Count;

        bench.Clock.Freeze(bench.Clock.GetUtcNow() + TimeSpan.FromHours(25));
        await bench.Sweep.RunOnceAsync(default);

        Assert.Equal(file, await bench.ReadAsync(row.Id));
        Assert.Equal(1, await bench.CountAsync());
        Assert.True(s3.Files.Count < before);
        Assert.Equal(3, s3.Files.Count(path => path.EndsWith("_object", StringComparison.Ordinal)));
        Assert.All(s3.Files, path => Assert.DoesNotContain("%PDF-1.7", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ChangedOrMissingObject_IsDataLoss()
    {
        using var s3 = await S3Server.StartAsync();
        await using var bench = await DocumentBench.StartAsync(SqlEngine.Sqlite, s3);
        var row = await bench.KeptAsync(DocumentBench.Pdf(Part + 5));
        await bench.Storage.PutAsync(row.Id, "00001-1", new byte[21], default);
        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<RpcException>(() => bench.ReadAsync(row.Id))).StatusCode);

        await bench.Storage.DeleteAsync(row.Id, new HashSet<string>(), default);
        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<RpcException>(() => bench.ReadAsync(row.Id))).StatusCode);
    }

    [Fact]
    public async Task Storage_ThatIsAway_IsUnavailable()
    {
        var s3 = await S3Server.StartAsync();
        await using var bench = await DocumentBench.StartAsync(SqlEngine.Sqlite, s3);
        var row = await bench.KeptAsync(DocumentBench.Pdf(100));
        // The keys are read for each request: keep their file when the server's folder goes.
        var key = await File.ReadAllTextAsync(s3.KeyFile);
        s3.Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(s3.KeyFile)!);
        await File.WriteAllTextAsync(s3.KeyFile, key);

        foreach (var call in new Func<Task>[] { () => bench.ReadAsync(row.Id), () => bench.UploadAsync(DocumentBench.Pdf(100, 2)) })
        {
            var failure = await Assert.ThrowsAsync<RpcException>(call);
            Assert.Equal((StatusCode.Unavailable, Reasons.StoreUnavailable), (failure.StatusCode, failure.Reason()));
        }

        Directory.Delete(Path.GetDirectoryName(s3.KeyFile)!, recursive: true);
    }
}
