using System.Net;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.MutualTls;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.MutualTls;

/// <summary>Processes recognise each other by certificates of the platform's authority, over real connections.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly TestAuthority authority = new();
    private readonly TestAuthority other = new("other");

    public void Dispose()
    {
        authority.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Call_WithACertificateOfTheAuthority_IsAnswered_OnEachPort()
    {
        await using var app = await StartAsync();
        var caller = authority.Issue("gateway");

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(app, caller));
        using var http = new HttpClient(Handler(caller));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(At(app.HttpAddress, "/health/live"))).StatusCode);
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("another authority")]
    [InlineData("another process")]
    [InlineData("expired")]
    [InlineData("for servers only")]
    [InlineData("no TLS")]
    public async Task Call_ByAnybodyElse_IsRefused_OnEachPort(string caller)
    {
        await using var app = await StartAsync();
        using var http = caller switch
        {
            "no certificate" or "no TLS" => new HttpClient(Trusting()),
            "another authority" => new HttpClient(Handler(other.Issue("gateway"), authority.Pem)),
            "another process" => new HttpClient(Handler(authority.Issue("mutual-aid"))),
            "expired" => new HttpClient(Handler(authority.Issue("gateway", days: -0.1))),
            _ => new HttpClient(Handler(authority.Issue("gateway", usages: ServerUse))),
        };
        foreach (var address in (string[])[app.HttpAddress, app.GrpcAddress])
        {
            var at = At(address, "/health/live");
            if (caller == "no TLS")
                at = new Uri(at.ToString().Replace("https", "http", StringComparison.Ordinal));

            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(at));
        }
    }

    [Theory]
    [InlineData("another authority")]
    [InlineData("another name")]
    [InlineData("for clients only")]
    public async Task Server_ThatIsNotTheOneCalled_IsNotTrusted(string fault)
    {
        var settings = fault switch
        {
            "another authority" => other.Issue("notes"),
            "for clients only" => authority.Issue("notes", usages: ClientUse),
            _ => authority.Issue("notes"),
        };
        await using var app = await StartAsync(settings);
        using var http = new HttpClient(Handler(authority.Issue("gateway")));
        var address = At(app.HttpAddress, "/health/live");
        if (fault == "another name")
            address = new UriBuilder(address) { Host = "127.0.0.1" }.Uri;

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
    }

    [Fact]
    public async Task Renewal_OfTheFiles_IsUsedByTheNextConnections()
    {
        await using var app = await StartAsync(look: TimeSpan.Zero);
        var caller = authority.Issue("gateway");
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(app, caller));

        // The whole platform moves to another authority: first the server's files, then the caller's.
        File.Copy(other.Issue("notes")["MutualTls:CertificatePath"]!, ServerFile("tls.crt"), overwrite: true);
        // Half of a renewal: the key does not fit yet, and the former certificate stays in use.
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(app, caller));
        foreach (var name in (string[])["tls.key", "ca.crt"])
            File.Copy(Path.Combine(Path.GetDirectoryName(other.Issue("notes", "late")["MutualTls:KeyPath"]!)!, "..", "notes", name), ServerFile(name), overwrite: true);

        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => CheckAsync(app, caller));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await CheckAsync(app, other.Issue("gateway")));

        string ServerFile(string name) => Path.Combine(Path.GetDirectoryName(authority.Issue("unused")["MutualTls:KeyPath"]!)!, "..", "notes", name);
    }

    [Fact]
    public async Task Client_OfAService_PresentsItsCertificate()
    {
        await using var app = await StartAsync(authority.Issue("notes"), callers: "svc");
        var settings = authority.Issue("svc").Concat(await TestIdentities.SettingsAsync("svc-discipline")).ToDictionary();
        settings["Services:notes"] = At(app.GrpcAddress, "").ToString();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddMutualTls(configuration);
        services.AddServiceClient<NotesService.NotesServiceClient>(configuration, "notes");
        await using var provider = services.BuildServiceProvider();

        var token = await TestIdentities.TokenAsync("svc-discipline");
        var answer = await provider.GetRequiredService<NotesService.NotesServiceClient>()
            .DescribeDisciplineAsync(new DescribeDisciplineRequest(), new Grpc.Core.Metadata { { "authorization", $"Bearer {token}" } });

        Assert.Equal("svc-discipline", answer.Caller);
    }

    [Fact]
    public async Task HealthPort_WithoutACertificate_AnswersHealthAlone()
    {
        await using var app = await StartAsync();
        var port = app.Host.Urls.Last();
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(port + "/health/live"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(port + "/health/ready"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(port + "/"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(new Uri(port + "/testbed.v1.NotesService/GetNote"), null)).StatusCode);
    }

    [Theory]
    [InlineData("MutualTls:KeyPath", "", "none of them")]
    [InlineData("MutualTls:KeyPath", "/dev/null", "no PEM files")]
    [InlineData("MutualTls:Callers:0", null, "MutualTls:Callers is missing")]
    public async Task Start_WithHalfOfTheSettings_IsRefusedByName(string setting, string? value, string says)
    {
        var settings = authority.Issue("notes");
        settings["MutualTls:Callers:0"] = "gateway";
        settings[setting] = value;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await (await NotesHost.StartAsync(SqlEngine.Sqlite, settings: settings)).DisposeAsync());

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_WithoutTls_IsRefusedBesideCertificates()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(authority.Issue("svc")).Build();

        Assert.Throws<InvalidOperationException>(() => MutualTlsRegistration.CheckAddress(configuration, "Services:registry", "http://registry:8081"));
        MutualTlsRegistration.CheckAddress(configuration, "Services:registry", "https://registry:8081");
    }

    private static Uri At(string address, string path) => new($"https://localhost:{new Uri(address).Port}{path}");

    private Task<ServiceApp> StartAsync(Dictionary<string, string?>? settings = null, string callers = "gateway", TimeSpan? look = null)
    {
        settings ??= authority.Issue("notes");
        settings["MutualTls:Callers:0"] = callers;
        settings["Listen:HealthPort"] = "0";
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(MutualTlsOptions.Section).Get<MutualTlsOptions>()!;
        return NotesHost.StartAsync(SqlEngine.Sqlite, settings: settings, services: services =>
        {
            if (look is not null)
                services.AddSingleton(new ProcessCertificates(options, NullLogger<ProcessCertificates>.Instance, look));
        });
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> CheckAsync(ServiceApp app, Dictionary<string, string?> caller)
    {
        using var channel = GrpcChannel.ForAddress(At(app.GrpcAddress, ""), new GrpcChannelOptions { HttpHandler = Handler(caller), DisposeHttpClient = true });
        return (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest())).Status;
    }

    /// <param name="settings">The caller's files.</param>
    /// <param name="trusts">Another authority whose servers it trusts.</param>
    private static SocketsHttpHandler Handler(Dictionary<string, string?> settings, string? trusts = null)
    {
        if (trusts is not null)
            File.WriteAllText(settings["MutualTls:AuthorityPath"]!, trusts);
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(MutualTlsOptions.Section).Get<MutualTlsOptions>()!;
        var handler = new SocketsHttpHandler();
        new ProcessCertificates(options, NullLogger<ProcessCertificates>.Instance).Present(handler);
        return handler;
    }

    private static SocketsHttpHandler Trusting() => new() { SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=notes" } };
}
