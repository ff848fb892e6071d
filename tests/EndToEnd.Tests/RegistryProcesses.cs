using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>The register as in production: the service and the gateway are separate processes, with a real store and, on PostgreSQL, a real Redis.</summary>
internal sealed class RegistryProcesses : IDisposable
{
    private readonly Stack<IDisposable> parts = new();

    private RegistryProcesses()
    {
    }

    public HttpClient Http { get; private set; } = null!;

    public string GrpcAddress { get; private set; } = "";

    public static async Task<RegistryProcesses> StartAsync(SqlEngine engine)
    {
        var processes = new RegistryProcesses();
        try
        {
            await processes.OpenAsync(engine);
            return processes;
        }
        catch
        {
            processes.Dispose();
            throw;
        }
    }

    /// <summary>A client that calls the gateway as a development identity.</summary>
    public async Task<T> AsAsync<T>(string identity)
        where T : ClientBase =>
        (T)Activator.CreateInstance(typeof(T), Keep(BearerChannel.Open(GrpcAddress, await TestIdentities.TokenAsync(identity))))!;

    /// <summary>Body of an HTTP GET; throws unless the request succeeds.</summary>
    public async Task<string> ReadAsync(string path, string? identity = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (identity is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TestIdentities.TokenAsync(identity));
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text;
    }

    public void Dispose()
    {
        while (parts.TryPop(out var part))
            part.Dispose();
    }

    private async Task OpenAsync(SqlEngine engine)
    {
        var folder = Keep(new TempFolder());
        var store = Keep(await TestStore.CreateAsync(engine));
        var key = Path.Combine(folder.Path, "attestations.pem");
        using (var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            await File.WriteAllTextAsync(key, signing.ExportPkcs8PrivateKeyPem());

        var registry = await TestIdentities.SettingsAsync("svc-registry");
        foreach (var (name, value) in store.Settings)
            registry[name] = value;
        registry["Encryption:AllowUnprotectedKeys"] = "true";
        registry["Attestations:KeyFiles:0"] = key;
        registry["Attestations:Address"] = "https://www.exemple.fr";
        registry["Cache:IntegrityKey"] = RedisServer.IntegrityKey;
        if (engine == SqlEngine.PostgreSql)
            registry["Cache:Redis"] = Keep(await RedisServer.StartAsync()).Configuration;
        var service = Keep(await ServiceProcess.StartAsync("OrdreCouncils.Registry.dll", registry));

        var gateway = await TestIdentities.SettingsAsync();
        // The gateway needs an address for each service; the others are not started. A port that is bound and does not listen is nobody else's.
        var unused = Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = $"http://{unused.LocalEndPoint}";
        foreach (var name in (string[])["Registry", "Discipline", "MutualAid", "Communiques"])
            (gateway[$"Services:{name}"], gateway[$"Services:{name}Http"]) = name == "Registry" ? (service.GrpcAddress, service.HttpAddress) : (nobody, nobody);
        var door = Keep(await ServiceProcess.StartAsync("OrdreCouncils.Gateway.dll", gateway));
        GrpcAddress = door.GrpcAddress;
        Http = Keep(new HttpClient { BaseAddress = new Uri(door.HttpAddress) });
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        parts.Push(part);
        return part;
    }
}
