using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>A service as a separate operating-system process, which a test can kill. The process takes free ports and names them in its output: a port that
/// a test chose could belong to another process by the time of the start.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private const string Gateway = "OrdreCouncils.Gateway.dll";

    private readonly Process process;
    private readonly ChildProcess.OutputTail output = new();
    private readonly Channel<string> addresses = Channel.CreateUnbounded<string>();

    private ServiceProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => output.Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string GrpcAddress { get; private set; } = "";
    public string HttpAddress { get; private set; } = "";

    /// <param name="assembly">E.g. <c>OrdreCouncils.Discipline.dll</c>.</param>
    /// <param name="settings">Configuration, passed as environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(string assembly, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Listen__GrpcPort"] = "0";
        start.Environment["Listen__HttpPort"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        // Names the addresses.
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var service = new ServiceProcess(Process.Start(start)!);
        try
        {
            await service.ReadyAsync(assembly);
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>A client that calls as a development identity.</summary>
    public async Task<T> ClientAsync<T>(string identity)
        where T : ClientBase =>
        (T)Activator.CreateInstance(typeof(T), BearerChannel.Open(GrpcAddress, await TestIdentities.TokenAsync(identity)))!;

    /// <summary>The most physical memory that it has held at once, in bytes.</summary>
    public long PeakMemory()
    {
        process.Refresh();
        return process.PeakWorkingSet64;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Read(string? line)
    {
        output.Append(line);
        if (line is null)
            addresses.Writer.TryComplete();
        else if (Listening().Match(line) is { Success: true } match)
            addresses.Writer.TryWrite(match.Groups[1].Value);
    }

    private async Task ReadyAsync(string assembly)
    {
        var (first, second) = (await AddressAsync(), await AddressAsync());
        (GrpcAddress, HttpAddress) = assembly == Gateway ? (second, first) : (first, second);
        using var http = new HttpClient();
        var ready = new Uri(HttpAddress + "/health/ready");
        await Until.TrueAsync(
            async () =>
            {
                if (process.HasExited)
                    throw Ended();
                try
                {
                    using var answer = await http.GetAsync(ready);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the process being ready");
    }

    private async Task<string> AddressAsync()
    {
        try
        {
            return await addresses.Reader.ReadAsync().AsTask().InTime();
        }
        catch (ChannelClosedException)
        {
            await process.WaitForExitAsync().InTime();
            throw Ended();
        }
    }

    private InvalidOperationException Ended() => new($"The process ended with {process.ExitCode} at its start: {output}");

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
