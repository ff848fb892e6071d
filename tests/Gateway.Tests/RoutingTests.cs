using System.Net;
using System.Text;
using Grpc.Core;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>The gateway forwards paths that have a route and refuses all others.</summary>
public sealed class RoutingTests
{
    [Theory]
    [InlineData("ordre.registry.internal.v1.SanctionsService/ApplySanction")]
    [InlineData("ordre.communiques.internal.v1.EventsService/Receive")]
    [InlineData("Ordre.Registry.Internal.V1.SanctionsService/ApplySanction")]
    [InlineData("ordre.registry.v1.internal.SanctionsService/ApplySanction")]
    [InlineData("ordre.registry.v2.PhysiciansService/GetPhysician")]
    [InlineData("grpc.channelz.v1.Channelz/GetServers")]
    [InlineData("ordre.registry.v1.PhysiciansService/Get/Physician")]
    public async Task Grpc_NoRoute_IsUnimplementedAndReachesNobody(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync("cnom-registre");

        await Faults.ReasonAsync(StatusCode.Unimplemented, "NO_ROUTE", caller.Unary(path));

        Assert.All(gateway.Backends.Values, backend => Assert.Empty(backend.Asked));
    }

    [Theory]
    [InlineData("/ordre.registry.v1.X/../ordre.registry.internal.v1.SanctionsService/ApplySanction")]
    [InlineData("/ordre.registry.%69nternal.v1.SanctionsService/ApplySanction")]
    [InlineData("/ordre.registry.v1.X/%2e%2e/ordre.registry.internal.v1.SanctionsService/ApplySanction")]
    [InlineData("/ordre.registry.v1.X%2F..%2Fordre.registry.internal.v1.SanctionsService/ApplySanction")]
    [InlineData("//ordre.registry.internal.v1.SanctionsService/ApplySanction")]
    [InlineData("/communiques/..%2fordre.registry.internal.v1.SanctionsService/ApplySanction")]
    public async Task Grpc_InternalPathInDisguise_ReachesNobody(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Addresses.Grpc + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 0]),
        };
        request.Headers.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnom-registre"));
        request.Content.Headers.ContentType = new("application/grpc");

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(["12"], response.Headers.GetValues("grpc-status"));
        Assert.All(gateway.Backends.Values, backend => Assert.Empty(backend.Asked));
    }

    [Fact]
    public async Task Grpc_Refusal_IsOneHeadersFrameWithStatus200()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Addresses.Grpc + "/nobody.Knows/It")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new("application/grpc");

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Empty(response.TrailingHeaders);
    }

    [Theory]
    [InlineData("registry")]
    [InlineData("discipline")]
    [InlineData("mutual-aid")]
    [InlineData("communiques")]
    public async Task Audit_HeaderNamesAStore_ReachesThatService(string store)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync("cnom-audit");

        var headers = GatewayApp.Headers(await caller.Unary(
            "ordre.common.v1.AuditService/Describe", options: new CallOptions(new Metadata { { "ordre-store", store } })));

        Assert.Equal(store, headers["backend"]);
    }

    [Theory]
    [InlineData("payroll")]
    [InlineData("")]
    [InlineData("registry,mutual-aid")]
    [InlineData("registry, registry")]
    [InlineData("registry", "mutual-aid")]
    [InlineData]
    public async Task Audit_NotOneKnownStore_IsInvalidArgumentNamingTheHeader(params string[] stores)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync("cnom-audit");
        var headers = new Metadata();
        foreach (var store in stores)
            headers.Add("ordre-store", store);

        await Faults.InvalidAsync(caller.Unary("ordre.common.v1.AuditService/Describe", options: new CallOptions(headers)), "ordre-store");
    }

    [Theory]
    [InlineData("registry,mutual-aid")]
    [InlineData("registry")]
    public async Task Audit_NoToken_IsRefusedBeforeTheStoreIsChosen(string stores)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync(null);

        await Faults.FailsAsync(
            StatusCode.Unauthenticated,
            caller.Unary("ordre.common.v1.AuditService/Describe", options: new CallOptions(new Metadata { { "ordre-store", stores } })));
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/dev/token", HttpStatusCode.NotFound)]
    [InlineData("GET", "/.well-known/openid-configuration", HttpStatusCode.NotFound)]
    [InlineData("GET", "/ordre.registry.v1.PhysiciansService/GetPhysician", HttpStatusCode.NotFound)]
    [InlineData("POST", "/communiques/2026", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/communiques/..%2fordre.registry.internal.v1.SanctionsService/ApplySanction", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/ordre.registry.v1.PhysiciansService/GetPhysician", HttpStatusCode.UnsupportedMediaType)]
    public async Task Http_NoRoute_IsRefusedAndReachesNobody(string method, string path, HttpStatusCode expected)
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cdom-75"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.All(gateway.Backends.Values, backend => Assert.Empty(backend.Asked));
    }

    [Theory]
    [InlineData("POST", "/communiques")]
    [InlineData("POST", "/communiques/")]
    [InlineData("PUT", "/communiques/2026/un-titre")]
    [InlineData("DELETE", "/communiques/feed.atom")]
    [InlineData("POST", "/calendars/0123.ics")]
    [InlineData("PATCH", "/attestations/ABCD-EFGH")]
    [InlineData("OPTIONS", "/attestations/keys")]
    [InlineData("PROPFIND", "/communiques/")]
    public async Task PublicPage_MethodThatWrites_Is405NamingTheMethodsThatRead(string method, string path)
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        Assert.Contains("GET, HEAD", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All(gateway.Backends.Values, backend => Assert.Empty(backend.Asked));
    }

    [Fact]
    public async Task GrpcMessage_OfARefusal_IsReadableOnTheWire()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Addresses.Grpc + "/ordre.registry.v1.PhysiciansService/GetPhysician")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { { "content-type", "application/grpc" } } },
        };

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal("Send 'authorization: Bearer TOKEN' with a token of the configured issuer.", response.Headers.GetValues("grpc-message").Single());
    }

    [Fact]
    public async Task Http_BrowserOnAnUnknownPage_ReadsFrench()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml");

        using var response = await gateway.Http.GetAsync("/nulle-part");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<html lang=\"fr\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DevelopmentIssuer_WithAnAddress_IsReachedWithoutAToken()
    {
        var issuer = (await TestIdentities.TokensAsync()).Issuer;
        await using var gateway = await GatewayApp.StartAsync(("Services:Identity", issuer));
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "cdom-75"), new("client_secret", "dev")]);

        using var token = await gateway.Http.PostAsync("/dev/token", form);
        using var discovery = await gateway.Http.GetAsync("/.well-known/openid-configuration");

        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        Assert.Equal(HttpStatusCode.OK, discovery.StatusCode);
    }
}
