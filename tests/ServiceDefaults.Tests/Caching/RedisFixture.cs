using OrdreCouncils.Tests.Testing;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>A Redis server for one test class, which its tests may stop.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private ConnectionMultiplexer? operators;

    internal RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await RedisServer.StartAsync();
        operators = await ConnectionMultiplexer.ConnectAsync(Server.Configuration + ",allowAdmin=true,connectRetry=20");
    }

    public async Task DisposeAsync()
    {
        await operators!.DisposeAsync();
        Server.Dispose();
    }

    internal IDatabase Database => operators!.GetDatabase();

    internal IServer Operator => operators!.GetServers()[0];

    internal async Task FlushAsync() => await Operator.FlushAllDatabasesAsync();
}
