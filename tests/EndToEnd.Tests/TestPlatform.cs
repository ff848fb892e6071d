using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Local;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Spectre.Console;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>The local platform on free ports, with its own stores.</summary>
internal static class TestPlatform
{
    public static async Task<LocalPlatform> StartAsync(TempFolder folder, SqlEngine engine, string redis, LogSink logs) => await LocalPlatform.StartAsync(new LocalOptions
    {
        DataFolder = folder.Path,
        Postgres = engine == SqlEngine.PostgreSql ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : "",
        DatabasePrefix = $"test_{Guid.NewGuid():N}_",
        Redis = redis,
        Services = services => services.AddLogging(logging => logging.ClearProviders().AddProvider(logs)),
    });

    public static IAnsiConsole Console(TextWriter output) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
}

/// <summary>A temporary folder, removed when disposed.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-platform-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
