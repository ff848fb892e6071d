using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Support;

/// <summary>A real redis-server on a free loopback port, in a folder of its own.</summary>
public class RedisServer : IAsyncLifetime
{
    private const int SigKill = 9;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>Where data, certificates and anything else of this server go.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("redis-").FullName;

    public int Port { get; private set; }

    public EndPoint EndPoint => new IPEndPoint(IPAddress.Loopback, Port);

    /// <summary>How redis-server is told to listen.</summary>
    protected virtual IEnumerable<string> Listen(int port) => ["--port", $"{port}"];

    public async Task InitializeAsync()
    {
        // Another process may take the port between our looking and the server's binding: then look again.
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            if (await TryStartAsync())
                return;
            if (attempt == 5)
                throw new InvalidOperationException($"redis-server did not start:\n{_log}");
        }
    }

    /// <summary>The same port again, after a kill.</summary>
    public async Task RestartAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException($"redis-server did not start again:\n{_log}");
    }

    /// <summary>The process exists and its sockets accept bytes, but it answers nothing.</summary>
    public void Freeze() => Signal(SigStop);

    public void Thaw() => Signal(SigCont);

    public async Task KillAsync()
    {
        Signal(SigKill);
        await _process!.WaitForExitAsync().Patiently();
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Options with time-outs that only a fault can reach, and quick reconnection.</summary>
    public static ConfigurationOptions Options(EndPoint endPoint) => new()
    {
        EndPoints = { endPoint },
        AbortOnConnectFail = false,
        ConnectTimeout = 30_000,
        AsyncTimeout = 60_000,
        SyncTimeout = 60_000,
        HeartbeatInterval = TimeSpan.FromMilliseconds(50),
        ReconnectRetryPolicy = new LinearRetry(50),
        AllowAdmin = true,
    };

    public async Task<ConnectionMultiplexer> ConnectAsync(Action<ConfigurationOptions>? configure = null)
    {
        var options = Options(EndPoint);
        configure?.Invoke(options);
        return await ConnectionMultiplexer.ConnectAsync(options).Patiently();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> TryStartAsync()
    {
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Listen(Port).Concat(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Folder]))
            start.ArgumentList.Add(argument);

        _process?.Dispose();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => ready.TrySetResult(false);
        _process.OutputDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
                ready.TrySetResult(true);
        };
        try
        {
            _process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "redis-server is not on the PATH. Install it (Debian: apt-get install redis-server): these tests never skip.", e);
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return await ready.Task.Patiently();
    }

    private void Signal(int signal)
    {
        if (kill(_process!.Id, signal) != 0)
            throw new Win32Exception();
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int kill(int pid, int signal);
}
