using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.KillStorm;

/// <summary>Processes of one service on one store, one of them behind a gate whose address stays the same. Killing it puts the next one behind the
/// gate.</summary>
internal sealed class Replicas : IDisposable
{
    private readonly string assembly;
    private readonly Dictionary<string, string?> settings;
    private readonly TcpGate gate = new(0);
    private Task<ServiceProcess>? next;
    private ServiceProcess? current;

    private Replicas(string assembly, Dictionary<string, string?> settings, TestStore store)
    {
        this.assembly = assembly;
        this.settings = settings;
        Store = store;
        gate.Set(GateMode.Shut);
    }

    public TestStore Store { get; }

    public string Address => gate.Address;

    /// <param name="assembly">E.g. <c>OrdreCouncils.Discipline.dll</c>.</param>
    /// <param name="service">The identity of the service, e.g. <c>svc-discipline</c>.</param>
    /// <param name="store">The store of all its processes.</param>
    /// <param name="more">Further settings.</param>
    public static async Task<Replicas> StartAsync(
        string assembly, string service, TestStore store, IReadOnlyDictionary<string, string?> more)
    {
        var settings = await TestIdentities.SettingsAsync(service);
        settings["Encryption:AllowUnprotectedKeys"] = "true";
        // A process lives for some twenty calls: what the runtime learns of them is not used.
        settings["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in store.Settings.Concat(more))
            settings[key] = value;
        var replicas = new Replicas(assembly, settings, store);
        try
        {
            await replicas.PutForwardAsync();
            return replicas;
        }
        catch
        {
            replicas.Dispose();
            throw;
        }
    }

    /// <summary>Starts the process that the next kill puts forward, so that the service is away for a moment only.</summary>
    public void Prepare() => next ??= ServiceProcess.StartAsync(assembly, settings);

    /// <summary>Ends the process behind the gate as a power cut would, and puts the next one there.</summary>
    public async Task KillAsync()
    {
        // Shut first: the port of a dead process may be given to a stranger.
        current!.Kill();
        gate.Set(GateMode.Shut);
        current.Dispose();
        current = null;
        await PutForwardAsync();
    }

    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read)
    {
        await using var database = new Database(Microsoft.Extensions.Options.Options.Create(
            new DatabaseOptions { Engine = Store.Engine, ConnectionString = Store.ConnectionString }));
        return await database.SnapshotAsync(read, CancellationToken.None);
    }

    public void Dispose()
    {
        gate.Dispose();
        current?.Dispose();
        next?.GetAwaiter().GetResult().Dispose();
    }

    private async Task PutForwardAsync()
    {
        Prepare();
        current = await next!;
        next = null;
        gate.Redirect(current.GrpcAddress);
    }
}
