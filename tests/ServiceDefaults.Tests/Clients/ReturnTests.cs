using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Clients;

/// <summary>A service calls another one that was away.</summary>
public sealed class ReturnTests : IAsyncLifetime, IDisposable
{
    private ServiceApp second = null!;
    private TcpGate gate = null!;
    private ServiceApp first = null!;

    public async Task InitializeAsync()
    {
        second = await NotesHost.StartAsync(SqlEngine.Sqlite);
        gate = new TcpGate(second.GrpcAddress, GateMode.Away);
        first = await ServiceApp.StartAsync(Caller, SqlEngine.Sqlite, "svc-discipline");
    }

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    public void Dispose() => gate.Dispose();

    [Fact]
    public async Task FirstCall_AfterTheServiceRefusedConnections_ReachesIt()
    {
        await AwayAsync();
        gate.Set(GateMode.Open);

        Assert.Equal("svc-discipline", (await AskAsync()).Caller);
    }

    [Fact]
    public async Task FirstCall_AfterConnectionsWereCut_ReachesIt()
    {
        gate.Set(GateMode.Open);
        await AskAsync();
        gate.Set(GateMode.Shut);
        await AwayAsync();
        gate.Set(GateMode.Open);

        Assert.Equal("svc-discipline", (await AskAsync()).Caller);
    }

    // Without this state the channel cannot come to believe that a connection is being made when none is, which no test brings about at will.
    [Fact]
    public void Channel_KeepsNoStateOfItsConnection() => Assert.Throws<InvalidOperationException>(
        () => first.Host.Services.GetRequiredKeyedService<Grpc.Net.Client.GrpcChannel>("registry").State);

    private WebApplication Caller(string[] args, HostOverrides? overrides) => NotesHost.Build(args, overrides, builder =>
    {
        builder.Configuration["Services:registry"] = gate.Address;
        builder.Services.AddServiceClient<NotesService.NotesServiceClient>(builder.Configuration, "registry");
    });

    private async Task AwayAsync()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(AskAsync);
        Assert.NotNull(exception.Status.DebugException);
    }

    private async Task<DescribeDisciplineResponse> AskAsync()
    {
        var services = first.Host.Services;
        var options = await services.GetRequiredKeyedService<ServiceTokens>("registry").OutgoingAsync(CancellationToken.None);
        return await services.GetRequiredService<NotesService.NotesServiceClient>().DescribeDisciplineAsync(new DescribeDisciplineRequest(), options);
    }
}
