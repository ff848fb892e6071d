using System.Globalization;
using System.Security.Cryptography;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A Redis server on a free loopback port, without persistence.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly ChildProcess process;
    private readonly string pidFile;

    private RedisServer(ChildProcess process, int port, string pidFile)
    {
        this.process = process;
        this.pidFile = pidFile;
        Port = port;
    }

    /// <summary>A value of <c>Cache:IntegrityKey</c>.</summary>
    public static string IntegrityKey { get; } = Convert.ToBase64String(SHA256.HashData("tests"u8));

    public int Port { get; }

    /// <summary>StackExchange.Redis configuration: short time-outs, and it reconnects when the server comes back.</summary>
    public string Configuration => At(Port);

    private string Pid => File.ReadAllText(pidFile).Trim();

    /// <summary>The same for another port that forwards to this server, such as a <see cref="TcpGate"/>.</summary>
    public static string At(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},abortConnect=false,connectTimeout=1000,asyncTimeout=500,syncTimeout=500");

    /// <param name="port">0 for a free port, or the port of an earlier server to replace it.</param>
    public static async Task<RedisServer> StartAsync(int port = 0)
    {
        var program = ChildProcess.Require("redis-server", "redis-server");
        if (port == 0)
            port = ChildProcess.FreePort();
        var folder = Directory.CreateTempSubdirectory("ordre-redis-");
        var pidFile = Path.Combine(folder.FullName, "redis.pid");
        var process = new ChildProcess(
            folder, program, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName, "--save", "", "--appendonly", "no",
            "--pidfile", pidFile);
        await process.WaitForPortAsync(port);
        return new RedisServer(process, port, pidFile);
    }

    public Halted Freeze() => new(Pid);

    /// <summary>Ends the server as a power cut would.</summary>
    public void Kill()
    {
        ChildProcess.Run("/bin/sh", "-c", $"kill -KILL {Pid}");
        process.Dispose();
    }

    public void Flush() => ChildProcess.Run(ChildProcess.Require("redis-cli", "redis-tools"), "-p", Port.ToString(CultureInfo.InvariantCulture), "FLUSHALL");

    public void Dispose() => process.Dispose();
}
