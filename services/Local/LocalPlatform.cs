using OrdreCouncils.Communiques;
using OrdreCouncils.Discipline;
using OrdreCouncils.Gateway;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.MutualAid;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.WebConsole;

namespace OrdreCouncils.Local;

/// <summary>The whole platform in one process: the token issuer, each service on its own loopback ports, and the gateway in front. <see cref="StartAsync"/>
/// shows the architecture.</summary>
public sealed class LocalPlatform : IAsyncDisposable
{
    private readonly LocalOptions options;
    private readonly DevTokens tokens;
    private readonly List<WebApplication> started = [];
    private readonly Dictionary<string, Database> stores = [];
    private readonly Dictionary<string, (string Grpc, string Http)> addresses = [];

    private LocalPlatform(LocalOptions options)
    {
        this.options = options;
        tokens = new DevTokens { Life = options.TokenLife, Time = options.SignInTime };
    }

    public MovableClock Clock => options.Clock;

    public string HttpAddress { get; private set; } = "";

    public string GrpcAddress { get; private set; } = "";

    public string TlsAddress { get; private set; } = "";

    /// <summary>The development issuer, as tokens name it.</summary>
    public string IdentityAddress => tokens.Issuer;

    /// <summary>The consoles that may sign people in at the issuer.</summary>
    public DevClients Clients { get; } = new();

    /// <summary>The web console of register and discipline; empty when it was not asked for.</summary>
    public string ConsoleAddress { get; private set; } = "";

    /// <summary>The web console of mutual aid, on the other side of the wall.</summary>
    public string AidConsoleAddress { get; private set; } = "";

    public string DataFolder => options.DataFolder;

    /// <summary>Each service's store, for tests and the demo to read directly.</summary>
    public IReadOnlyDictionary<string, Database> Stores => stores;

    public IReadOnlyDictionary<string, (string Grpc, string Http)> ServiceAddresses => addresses;

    public string Token(DevIdentity identity) => tokens.Issue(identity);

    public static async Task<LocalPlatform> StartAsync(LocalOptions options)
    {
        var platform = new LocalPlatform(options);
        try
        {
            var issuer = platform.Add(await DevIssuer.StartAsync(
                platform.tokens, new DevIssuerOptions { Port = options.IdentityPort, Clock = options.Clock, Clients = platform.Clients }));

            var registry = await platform.ServiceAsync(RegistryHost.Build, "registry");
            var discipline = await platform.ServiceAsync(DisciplineHost.Build, "discipline", registry.Grpc);
            var mutualAid = await platform.ServiceAsync(MutualAidHost.Build, "mutual-aid", registry.Grpc);
            var communiques = await platform.ServiceAsync(CommuniquesHost.Build, "communiques");

            await platform.GatewayAsync(new()
            {
                ["Services:Registry"] = registry.Grpc,
                ["Services:RegistryHttp"] = registry.Http,
                ["Services:Discipline"] = discipline.Grpc,
                ["Services:DisciplineHttp"] = discipline.Http,
                ["Services:MutualAid"] = mutualAid.Grpc,
                ["Services:MutualAidHttp"] = mutualAid.Http,
                ["Services:Communiques"] = communiques.Grpc,
                ["Services:CommuniquesHttp"] = communiques.Http,
                ["Services:Identity"] = issuer.Urls.Single(),
            });
            if (options.Console)
            {
                platform.ConsoleAddress = await platform.ConsoleAsync("ordre", options.ConsolePort);
                platform.AidConsoleAddress = await platform.ConsoleAsync("entraide", options.AidConsolePort);
            }

            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the console of register and discipline and starts it again at its address, as a new release would.</summary>
    public async Task RestartConsoleAsync()
    {
        var console = started.Single(host => WebConsoleHost.Address(host) is var address && new Uri(address).Port == new Uri(ConsoleAddress).Port);
        started.Remove(console);
        await console.StopAsync();
        await console.DisposeAsync();
        await ConsoleAsync("ordre", new Uri(ConsoleAddress).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // In reverse order of start: the gateway stops first, so that no call reaches a stopped service.
        started.Reverse();
        foreach (var host in started)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        tokens.Dispose();
    }

    private async Task<(string Grpc, string Http)> ServiceAsync(Func<string[], HostOverrides?, WebApplication> build, string name, string registry = "")
    {
        var settings = tokens.Settings("svc-" + name).Concat(await LocalSettings.OfAsync(name, options, registry)).ToDictionary();
        var host = Add(build([], new HostOverrides { Settings = settings, Clock = options.Clock, Services = Services }));
        await host.StartAsync();
        stores.Add(name, host.Services.GetRequiredService<Database>());
        addresses.Add(name, host.Addresses());
        return addresses[name];
    }

    private async Task GatewayAsync(Dictionary<string, string?> services)
    {
        var settings = tokens.Settings().Concat(services).Concat(new Dictionary<string, string?>
        {
            ["Listen:HttpPort"] = Port(options.HttpPort),
            ["Listen:GrpcPort"] = Port(options.GrpcPort),
            ["Listen:TlsPort"] = Port(options.TlsPort),
            ["Tls:Development"] = "true",
        }).Concat(options.Gateway).ToDictionary();
        var gateway = Add(GatewayHost.Build([], new HostOverrides { Settings = settings, Clock = options.Clock, Services = Services }));
        await gateway.StartAsync();
        (HttpAddress, GrpcAddress, TlsAddress) = GatewayHost.Addresses(gateway);
    }

    private static string Port(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> ConsoleAsync(string desk, int port)
    {
        var id = $"console-{desk}";
        var settings = tokens.Settings(id).Concat(await LocalStores.SettingsAsync(options, id)).Concat(new Dictionary<string, string?>
        {
            ["Console:Desk"] = desk,
            ["Console:Gateway"] = GrpcAddress,
            ["Console:PublicPages"] = HttpAddress,
            ["Encryption:AllowUnprotectedKeys"] = "true",
            ["Listen:HttpPort"] = Port(port),
            ["Tls:Development"] = "true",
        }).ToDictionary();
        var console = Add(WebConsoleHost.Build([], new HostOverrides { Settings = settings, Clock = options.Clock, Services = Services }));
        await console.StartAsync();
        stores[id] = console.Services.GetRequiredService<Database>();
        var address = WebConsoleHost.Address(console).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        Clients.Put(new DevClient(
            id, [$"{address}/connexion/retour"], [$"{address}/connexion/fin-fournisseur"], $"{address}/connexion/fin-de-session",
            desk == "ordre" ? ["register_and_discipline", "own_person", "own_disciplinary_case"] : ["mutual_aid", "own_person"]));
        return address;
    }

    /// <summary>The hosts share one console, so only warnings are printed.</summary>
    internal static void QuietLogs(IServiceCollection services) =>
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None)
            // Data Protection warns that its keys are not encrypted, which Encryption:AllowUnprotectedKeys accepts here.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));

    private void Services(IServiceCollection services)
    {
        QuietLogs(services);
        options.Services?.Invoke(services);
    }

    private WebApplication Add(WebApplication host)
    {
        started.Add(host);
        return host;
    }
}
