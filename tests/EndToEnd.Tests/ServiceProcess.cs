using System.Diagnostics;
using System.Globalization;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>A service as a separate operating-system process, which a test can kill.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process process;

    private ServiceProcess(Process process, int grpc, int http)
    {
        this.process = process;
        GrpcAddress = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{grpc}");
        HttpAddress = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}");
    }

    public string GrpcAddress { get; }
    public string HttpAddress { get; }

    /// <param name="assembly">E.g. <c>OrdreCouncils.Discipline.dll</c>.</param>
    /// <param name="settings">Configuration, passed as environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(string assembly, IReadOnlyDictionary<string, string?> settings)
    {
        var (grpc, http) = (ChildProcess.FreePort(), ChildProcess.FreePort());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly)]);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Listen__GrpcPort"] = grpc.ToString(CultureInfo.InvariantCulture);
        start.Environment["Listen__HttpPort"] = http.ToString(CultureInfo.InvariantCulture);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var service = new ServiceProcess(Process.Start(start)!, grpc, http);
        await service.ReadyAsync();
        return service;
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

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        var ready = new Uri(HttpAddress + "/health/ready");
        await Until.TrueAsync(
            async () =>
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The process ended with {process.ExitCode} at its start.");
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
}
