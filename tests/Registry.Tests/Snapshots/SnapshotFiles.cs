using System.Security.Cryptography;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Registry.Snapshots;

/// <summary>The files of a council's office: signing key, published keys and snapshots; and the command that reads snapshots.</summary>
internal sealed class SnapshotFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-snapshot-");

    public SnapshotFiles()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(PathOf("signing.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    public string Keys => PathOf("cles.json");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Starts the register with the signing key, and saves its published keys to a file.</summary>
    public async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine, ("Attestations:KeyFiles:0", PathOf("signing.pem")), ("Attestations:Address", "https://www.exemple.fr"));
        await File.WriteAllTextAsync(Keys, await app.App.Http.GetStringAsync(new Uri("/attestations/keys", UriKind.Relative)));
        return app;
    }

    /// <summary>Takes a snapshot, writes it to a file and returns the path.</summary>
    public async Task<string> TakeAsync(RegistryApp app, string identity = "cdom-75", string council = "", string name = "tableau.ordre")
    {
        using var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>(identity)).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = RegistryApp.NewId(), Council = council });
        await using var file = File.Create(PathOf(name));
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            await file.WriteAsync(response.Chunk.Memory);
        return PathOf(name);
    }

    /// <summary>Runs the reader command with a clock on this day.</summary>
    public static async Task<(int Code, string Said)> ReadAsync(DateOnly day, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await SnapshotCommand.RunAsync(args, output, error, new DayClock(day));
        Assert.True(code is 0 or 1 ? error.ToString().Length == 0 : output.ToString().Length == 0, output.ToString() + error);
        return (code, output.ToString() + error);
    }

    public Task<(int Code, string Said)> VerifyAsync(string file) => ReadAsync(RegistryApp.Today, "verify", file, "--keys", Keys);

    public Task<(int Code, string Said)> FindAsync(string file, string rpps, DateOnly? day = null) =>
        ReadAsync(day ?? RegistryApp.Today, "find", file, rpps, "--keys", Keys);

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class DayClock(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(10, 30), TimeSpan.Zero);
    }
}
