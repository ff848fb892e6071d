using System.Net.Security;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Gateway;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>The gateway in front of four fake services, over sockets. Disposing it fails the test when it logged an error.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly List<GrpcChannel> channels = [];
    private readonly WebApplication host;

    private GatewayApp(WebApplication host, Backend[] backends, LogSink logs)
    {
        this.host = host;
        Backends = backends.ToDictionary(backend => backend.Name);
        Logs = logs;
        Addresses = GatewayHost.Addresses(host);
        Http = new HttpClient { BaseAddress = new Uri(Addresses.Http) };
    }

    public GatewayAddresses Addresses { get; }
    public IReadOnlyDictionary<string, Backend> Backends { get; }
    public Backend Registry => Backends["registry"];
    public HttpClient Http { get; }
    public LogSink Logs { get; }
    public bool ExpectErrors { get; set; }

    /// <param name="settings">Additional configuration; a null value removes a setting.</param>
    public static async Task<GatewayApp> StartAsync(params (string Key, string? Value)[] settings)
    {
        var backends = await Task.WhenAll(new[] { "registry", "discipline", "mutual-aid", "communiques" }.Select(Backend.StartAsync));
        var all = await SettingsAsync(backends);
        foreach (var (key, value) in settings)
            all[key] = value;
        var logs = new LogSink();
        var host = GatewayHost.Build([], new HostOverrides
        {
            Settings = all,
            Services = services => services.AddLogging(logging => logging.ClearProviders().AddProvider(logs)),
        });
        await host.StartAsync();
        return new GatewayApp(host, backends, logs);
    }

    public static async Task<Dictionary<string, string?>> SettingsAsync(params Backend[] backends)
    {
        var settings = await TestIdentities.SettingsAsync();
        settings["Listen:HttpPort"] = settings["Listen:GrpcPort"] = settings["Listen:TlsPort"] = "0";
        settings["Tls:Development"] = "true";
        foreach (var (key, backend) in new[] { "Registry", "Discipline", "MutualAid", "Communiques" }.Zip(backends))
            (settings[$"Services:{key}"], settings[$"Services:{key}Http"]) = (backend.Grpc, backend.Http);
        return settings;
    }

    /// <summary>Calls over HTTP/2 without TLS as a development identity; without a token when null.</summary>
    public async Task<CallInvoker> CallerAsync(string? identity = "cdom-75") =>
        Caller(identity is null ? null : await TestIdentities.TokenAsync(identity));

    public CallInvoker Caller(string? token) => Keep(BearerChannel.Open(Addresses.Grpc, token)).CreateCallInvoker();

    public async Task<CallInvoker> TlsCallerAsync()
    {
        var token = await TestIdentities.TokenAsync("cdom-75");
        var client = TlsClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return Keep(GrpcChannel.ForAddress(Addresses.Tls, new GrpcChannelOptions { HttpClient = client, DisposeHttpClient = true })).CreateCallInvoker();
    }

    /// <summary>An HTTP client that accepts only the certificate made at start.</summary>
    public HttpClient TlsClient() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (stream, certificate, _, faults) =>
                certificate?.Subject == "CN=localhost"
                // A test may send another host name than that of the certificate.
                && ((faults & SslPolicyErrors.RemoteCertificateNameMismatch) == 0 || ((SslStream)stream).TargetHostName.EndsWith(".example", StringComparison.Ordinal)),
        },
    })
    { BaseAddress = new Uri(Addresses.Tls) };

    /// <summary>The headers that a fake service received.</summary>
    public static Dictionary<string, string> Headers(byte[] described) => JsonSerializer.Deserialize<Dictionary<string, string>>(described)!;

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
            channel.Dispose();
        Http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        foreach (var backend in Backends.Values)
            await backend.DisposeAsync();
        if (!ExpectErrors && Logs.Errors.Count > 0)
            throw new InvalidOperationException("The gateway logged errors: " + string.Join('\n', Logs.Errors));
    }

    private GrpcChannel Keep(GrpcChannel channel)
    {
        channels.Add(channel);
        return channel;
    }
}
