using System.Net;
using System.Text.Json;
using Grpc.Core;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Headers that only the platform may set, and security headers for browsers.</summary>
public sealed class HeaderTests
{
    [Fact]
    public async Task OnBehalfOf_FromOutside_IsTakenAway()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync("cnom-registre");
        var sent = new Metadata { { "ordre-on-behalf-of", await TestIdentities.TokenAsync("cdom-75") }, { "x-note", "kept" } };

        var headers = GatewayApp.Headers(await caller.Unary("ordre.registry.v1.PhysiciansService/Describe", options: new CallOptions(sent)));

        Assert.DoesNotContain("ordre-on-behalf-of", headers.Keys);
        Assert.Equal("kept", headers["x-note"]);
        Assert.StartsWith("Bearer ", headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarded_FromOutside_IsReplacedByTheGateways()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/communiques/");
        foreach (var name in new[] { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Client-Cert", "X-Original-Url", "X-Real-IP", "Forwarded" })
            request.Headers.TryAddWithoutValidation(name, "for=203.0.113.9");

        using var response = await gateway.Http.SendAsync(request);
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(await response.Content.ReadAsStringAsync())!;

        Assert.Equal("127.0.0.1", headers["x-forwarded-for"]);
        Assert.Equal("http", headers["x-forwarded-proto"]);
        Assert.Equal(new Uri(gateway.Addresses.Http).Authority, headers["x-forwarded-host"]);
        Assert.DoesNotContain("203.0.113.9", string.Join(' ', headers.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/communiques/")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Face_Answer_CarriesSecurityHeadersAndNoServer(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var response = await gateway.Http.GetAsync(path);

        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(response.Headers.Server);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Tls_Answer_AsksForTlsFromThenOn()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var client = gateway.TlsClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/communiques/");
        request.Headers.Host = "ordre.example";

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["max-age=63072000; includeSubDomains"], response.Headers.GetValues("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Logs_OfACall_QuoteNoAddress()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", await TestIdentities.TokenAsync("cnam"));

        (await gateway.Http.GetAsync("/fhir/Practitioner?family=Lhermitte")).EnsureSuccessStatusCode();

        Assert.DoesNotContain(gateway.Logs.All, line => line.Contains("Lhermitte", StringComparison.Ordinal));
    }
}
