using OrdreCouncils.Tests.Testing;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>A Redis of its own for the tests of one class, and an operator's hand on it.</summary>
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

    /// <summary>Stops the process in its tracks: its sockets stay open and nobody answers. The result lets it go on.</summary>
    internal async Task<IDisposable> FreezeAsync()
    {
        var info = await Operator.InfoAsync("server");
        var pid = info.SelectMany(section => section).Single(pair => pair.Key == "process_id").Value;
        ChildProcess.Run("/bin/sh", "-c", $"kill -STOP {pid}");
        return new Thaw(pid);
    }

    private sealed class Thaw(string pid) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) == 0)
                ChildProcess.Run("/bin/sh", "-c", $"kill -CONT {pid}");
        }
    }
}
