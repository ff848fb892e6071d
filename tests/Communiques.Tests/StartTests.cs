using System.Diagnostics;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>The service as a process of its own, on a machine that lacks data it needs.</summary>
public class StartTests
{
    [Theory]
    [InlineData("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1", "Unicode text is not normalised")]
    [InlineData("TZDIR", "/nowhere", "The time zone Europe/Paris is unknown")]
    public async Task Start_MachineWithoutData_EndsSayingWhy(string variable, string value, string why)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OrdreCouncils.Communiques.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(why, await errors + await output, StringComparison.Ordinal);
    }
}
