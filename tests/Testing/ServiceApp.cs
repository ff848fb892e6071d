using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Clock;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>The real host of a service on its own store, called over sockets with tokens of development identities.</summary>
/// <remarks>Disposing throws when the host logged an error, unless <see cref="ExpectErrors"/> is set.</remarks>
public sealed class ServiceApp : IAsyncDisposable
{
    private readonly List<GrpcChannel> channels = [];
    private readonly bool ownsStore;

    private ServiceApp(WebApplication host, TestStore store, bool ownsStore, MovableClock clock, LogSink logs)
    {
        Host = host;
        Store = store;
        this.ownsStore = ownsStore;
        Clock = clock;
        Logs = logs;
        (GrpcAddress, HttpAddress) = host.Addresses();
        Http = new HttpClient { BaseAddress = new Uri(HttpAddress) };
    }

    public delegate WebApplication HostBuilder(string[] args, HostOverrides? overrides);

    public WebApplication Host { get; }
    public TestStore Store { get; }
    public MovableClock Clock { get; }
    public LogSink Logs { get; }
    public HttpClient Http { get; }
    public string GrpcAddress { get; }
    public string HttpAddress { get; }
    public bool ExpectErrors { get; set; }

    /// <summary>Sees the requests of clients made after it is set.</summary>
    public ReadMatrix? Recorder { get; set; }

    public Database Database => Host.Services.GetRequiredService<Database>();

    /// <param name="service">The identity under which the service calls others, e.g. <c>svc-discipline</c>.</param>
    /// <param name="clock">A clock shared with the test or another host; a new one when null.</param>
    public static async Task<ServiceApp> StartAsync(
        HostBuilder build, SqlEngine engine, string service = "", IReadOnlyDictionary<string, string?>? settings = null, MovableClock? clock = null,
        Action<IServiceCollection>? services = null)
    {
        var store = await TestStore.CreateAsync(engine, build.Method.Module.Assembly);
        return await StartAsync(build, store, ownsStore: true, service, settings, clock, services);
    }

    /// <summary>Starts on an existing store: a replica, or a restarted service.</summary>
    public static Task<ServiceApp> StartAsync(
        HostBuilder build, TestStore store, string service = "", IReadOnlyDictionary<string, string?>? settings = null, MovableClock? clock = null,
        Action<IServiceCollection>? services = null) =>
        StartAsync(build, store, ownsStore: false, service, settings, clock, services);

    /// <summary>A generated client that calls as a development identity, or without a token when <paramref name="identity"/> is null.</summary>
    public async Task<TClient> ClientAsync<TClient>(string? identity)
        where TClient : ClientBase =>
        ClientWithToken<TClient>(identity is null ? null : await TestIdentities.TokenAsync(identity));

    public TClient ClientWithToken<TClient>(string? token)
        where TClient : ClientBase
    {
        var channel = BearerChannel.Open(GrpcAddress, token);
        lock (channels)
            channels.Add(channel);
        return (TClient)(Recorder is { } recorder
            ? Activator.CreateInstance(typeof(TClient), channel.Intercept(recorder))
            : Activator.CreateInstance(typeof(TClient), channel))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
            channel.Dispose();
        Http.Dispose();
        await Host.StopAsync();
        await Host.DisposeAsync();
        if (ownsStore)
            Store.Dispose();
        if (!ExpectErrors && Logs.Errors.Count > 0)
            throw new InvalidOperationException("The host logged errors: " + string.Join('\n', Logs.Errors));
    }

    private static async Task<ServiceApp> StartAsync(
        HostBuilder build, TestStore store, bool ownsStore, string service, IReadOnlyDictionary<string, string?>? settings, MovableClock? clock,
        Action<IServiceCollection>? services)
    {
        clock ??= new MovableClock();
        var logs = new LogSink();
        // Tests count the kept answers after a jump of the clock, which starts the daily retention too.
        var all = new Dictionary<string, string?>(await TestIdentities.SettingsAsync(service)) { ["Retention:Requests"] = "none" };
        foreach (var (key, value) in store.Settings.Concat(settings ?? new Dictionary<string, string?>()))
            all[key] = value;

        var host = build([], new HostOverrides
        {
            Settings = all,
            Clock = clock,
            Services = collection =>
            {
                collection.AddLogging(logging => logging.ClearProviders().AddProvider(logs));
                services?.Invoke(collection);
            },
        });
        await host.StartAsync();
        return new ServiceApp(host, store, ownsStore, clock, logs);
    }
}
