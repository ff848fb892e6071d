using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Health of the gateway and of the platform.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task GrpcHealth_UnreadableMessage_IsTheCallersFaultAndNotLogged()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var failure = await Faults.FailsAsync(StatusCode.InvalidArgument, gateway.Caller(null).Unary("grpc.health.v1.Health/Check", [0xFF, 0xFF, 0xFF]));

        Assert.Equal("INVALID_FIELD", failure.Reason());
        Assert.Empty(gateway.Logs.Errors);
    }

    [Fact]
    public async Task Health_EverythingReady_IsOneWord()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var response = await gateway.Http.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
        Assert.All(gateway.Backends.Values, backend => Assert.Contains("/grpc.health.v1.Health/Check", backend.Asked));
    }

    [Theory]
    [InlineData("registry")]
    [InlineData("discipline")]
    [InlineData("mutual-aid")]
    [InlineData("communiques")]
    public async Task Health_OneServiceAway_Is503ButTheDoorStaysOpen(string away)
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.ExpectErrors = true; // the framework logs a failed check as an error
        await gateway.Backends[away].DisposeAsync();

        using var response = await gateway.Http.GetAsync("/health");
        using var ready = await gateway.Http.GetAsync("/health/ready");
        using var live = await gateway.Http.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("Unhealthy", await response.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ready.StatusCode, live.StatusCode));
    }

    [Fact]
    public async Task Health_AskedByManyAtOnce_AsksEachServiceOnce()
    {
        await using var gateway = await GatewayApp.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.Http.GetAsync("/health")));

        Assert.InRange(gateway.Registry.Asked.Count(path => path.EndsWith("/Check", StringComparison.Ordinal)), 1, 3);
    }

    [Fact]
    public async Task GrpcHealth_NoToken_IsAnsweredByTheGatewayItself()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var client = new Health.HealthClient(await gateway.CallerAsync(null));

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest())).Status);
        Assert.Empty(gateway.Registry.Asked);
    }
}
