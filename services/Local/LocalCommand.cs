using System.Diagnostics;
using System.Globalization;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Registry.Snapshots.Reading;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Retention;
using Spectre.Console;

namespace OrdreCouncils.Local;

/// <summary>The command line of <c>./run.sh</c>.</summary>
internal static class LocalCommand
{
    private const string Usage =
        """
        usage: ./run.sh [--demo | snapshot … | audit … | retention --dry-run]

          (nothing)   start the platform on ports 8080 to 8082 and 8443 to 8445, load demo data, stay up
          --demo      start it on free ports, play the story from end to end, exit 0 only if all held
          snapshot    take a signed snapshot of the register, or look up physicians in one with the platform down; "snapshot" alone says how
          retention   say what the next daily run would delete from each store, under Retention:… of the environment; deletes nothing
          audit       copy an audit log, or verify a copy against its signed checkpoints; "audit" alone says how

        environment:
          POSTGRES    PostgreSQL connection string of an account that may create databases (default: SQLite files under .local/)
          REDIS       Redis address, such as localhost:6379 (default: a cache in the process)
          HTTP_PORT, GRPC_PORT, IDENTITY_PORT, TLS_PORT, CONSOLE_PORT, AID_CONSOLE_PORT   other ports
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case []:
                return await StayAsync();
            case ["--demo"]:
                return await DemoAsync();
            case [SnapshotCommand.Verb, ..]:
                return await SnapshotCommand.RunAsync(args[1..]);
            case [AuditCommand.Verb, ..]:
                return await AuditCommand.RunAsync(args[1..], Console.Out, Console.Error);
            case [RetentionCommand.Verb, ..]:
                return await LocalRetention.RunAsync(args[1..], Options("data"));
            default:
                Console.Error.WriteLine(Usage);
                return args is ["--help"] or ["-h"] ? 0 : 2;
        }
    }

    private static async Task<int> StayAsync()
    {
        var watch = Stopwatch.StartNew();
        var options = Options("data") with
        {
            HttpPort = Port("HTTP_PORT", 8080),
            GrpcPort = Port("GRPC_PORT", 8081),
            IdentityPort = Port("IDENTITY_PORT", 8082),
            TlsPort = Port("TLS_PORT", 8443),
            Console = true,
            ConsolePort = Port("CONSOLE_PORT", 8444),
            AidConsolePort = Port("AID_CONSOLE_PORT", 8445),
        };
        await using var platform = await LocalPlatform.StartAsync(options);
        using var story = new Story(platform, AnsiConsole.Console);
        await DemoData.LoadOnceAsync(story);
        Welcome.Print(platform, watch.Elapsed);

        var stop = new TaskCompletionSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.TrySetResult();
        };
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                stop.TrySetResult();
            });
        await stop.Task;
        AnsiConsole.MarkupLine("Stopping: calls under way end first.");
        return 0;
    }

    private static async Task<int> DemoAsync()
    {
        var options = Options("demo");
        if (Directory.Exists(options.DataFolder))
            Directory.Delete(options.DataFolder, recursive: true);
        if (options.Postgres.Length > 0)
            await LocalStores.DropAsync(options.Postgres, "demo_");
        await using var platform = await LocalPlatform.StartAsync(options with { DatabasePrefix = "demo_" });
        return await DemoStory.TellAsync(platform, AnsiConsole.Console) ? 0 : 1;
    }

    private static LocalOptions Options(string folder)
    {
        var data = Path.Combine(Environment.GetEnvironmentVariable("ORDRE_LOCAL") ?? Path.Combine(Environment.CurrentDirectory, ".local"), folder);
        Directory.CreateDirectory(data);
        return new LocalOptions
        {
            DataFolder = data,
            Postgres = Environment.GetEnvironmentVariable("POSTGRES") ?? "",
            Redis = Environment.GetEnvironmentVariable("REDIS") ?? "",
        };
    }

    private static int Port(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : otherwise;
}
