using System.Globalization;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A real Redis on a free loopback port, without persistence.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly ChildProcess process;

    private RedisServer(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>StackExchange.Redis configuration: short time-outs, and it keeps trying when the server is away.</summary>
    public string Configuration =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},abortConnect=false,connectTimeout=1000,asyncTimeout=500,syncTimeout=500");

    /// <param name="port">0 for a free one; a given one to come back where an earlier server was.</param>
    public static async Task<RedisServer> StartAsync(int port = 0)
    {
        var program = ChildProcess.Require("redis-server", "redis-server");
        if (port == 0)
            port = ChildProcess.FreePort();
        var folder = Directory.CreateTempSubdirectory("ordre-redis-");
        var process = new ChildProcess(
            folder, program, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName, "--save", "", "--appendonly", "no");
        await process.WaitForPortAsync(port);
        return new RedisServer(process, port);
    }

    public void Dispose() => process.Dispose();
}
