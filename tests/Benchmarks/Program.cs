using System.Diagnostics;
using System.Globalization;
using OrdreCouncils.Benchmarks;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;
using Spectre.Console;

// dotnet run -c Release --project tests/Benchmarks [import [PHYSICIANS] [postgres]|calls|watch|search [PHYSICIANS...] [postgres]
// |ldap [PHYSICIANS] [postgres]|reads [PHYSICIANS] [postgres]|cold [PHYSICIANS] [postgres]|cases [CASES] [postgres]
// |decisions [DECISIONS] [postgres]|filings [postgres]]
// Results are ratios within one run; docs/benchmarks.md says how to read them.
// folder=PATH keeps the SQLite files there, and a run that finds its decisions there does not load them again.
var kept = args.FirstOrDefault(arg => arg.StartsWith("folder=", StringComparison.Ordinal))?["folder=".Length..];
var folder = kept is not null ? Directory.CreateDirectory(kept)
    : args is ["cases" or "decisions", ..] ? Scratch.Folder("ordre-benchmarks-")
    : Directory.CreateTempSubdirectory("ordre-benchmarks-");
try
{
    if (args is [] or ["import", ..])
        await ImportAsync();
    if (args is [] or ["calls"])
        await CallsAsync();
    if (args is [] or ["watch"])
        await WatchAsync();
    // These run only when named: they take long, and one of them needs slapd.
    if (args is ["search", ..])
        await SearchBenchmark.RunAsync(folder, Sizes() is { Count: > 0 } sizes ? sizes : [34_100], await PostgresAsync());
    if (args is ["reads", ..])
        await ReadBenchmark.RunAsync(folder, Sizes().FirstOrDefault(34_100), await PostgresAsync());
    if (args is ["cold", ..])
        await ReadBenchmark.RunColdAsync(folder, Sizes().FirstOrDefault(341_000), await PostgresAsync());
    if (args is ["cases", ..])
        await CaseListBenchmark.RunAsync(folder, Sizes().FirstOrDefault(100_000), await PostgresAsync());
    if (args is ["decisions", ..])
        await DecisionBenchmark.RunAsync(folder, Sizes().FirstOrDefault(500_000), await PostgresAsync());
    if (args is ["filings", ..])
        await FilingBenchmark.RunAsync(folder, await PostgresAsync());
    if (args is ["ldap", ..])
        await LdapBenchmark.RunAsync(folder, Sizes().FirstOrDefault(34_100), await PostgresAsync());
}
finally
{
    if (kept is null)
        folder.Delete(recursive: true);
}

List<int> Sizes() =>
[
    .. args.Skip(1).Where(arg => arg != "postgres" && !arg.StartsWith("folder=", StringComparison.Ordinal))
        .Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)),
];

async Task<PostgresServer?> PostgresAsync() => args.Contains("postgres") ? await PostgresServer.SharedAsync() : null;

async Task ImportAsync() =>
    Console.WriteLine(await new ImportBenchmark(folder, Sizes().FirstOrDefault(20_000), await PostgresAsync()).RunAsync());

async Task CallsAsync()
{
    var watch = Stopwatch.StartNew();
    await using var platform = await LocalPlatform.StartAsync(new LocalOptions
    {
        DataFolder = Path.Combine(folder.FullName, "calls"),
        // One identity makes all calls, so its limit is raised; it is still checked at every call.
        Gateway = new Dictionary<string, string?> { ["Limits:Caller:Burst"] = "1000000000", ["Limits:Caller:Calls"] = "1000000000" },
    });
    var ready = watch.Elapsed;
    using var story = new Story(platform, AnsiConsole.Console);
    var file = Path.Combine(folder.FullName, "calls.txt");
    await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 20_000, BrokenLines = 25, Seed = 2026 });
    await RegisterLoader.LoadAsync(story, file);

    var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
    var found = await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", PageSize = 200 });
    var numbers = found.Physicians.Select(physician => physician.Rpps).ToArray();
    await foreach (var figure in CallBenchmark.RunAsync(platform, platform.Token(DevIdentity.Find("cnam")!), numbers))
        Console.WriteLine(figure);

    GC.Collect();
    using var self = Process.GetCurrentProcess();
    Console.WriteLine(
        $"whole platform in one process, {Environment.ProcessorCount} cores: started in {ready.TotalSeconds:0.0} s; "
        + $"with 20,000 physicians and after the load {self.WorkingSet64 / 1048576:N0} MiB resident, "
        + $"{GC.GetTotalMemory(true) / 1048576:N0} MiB of it live objects");
}

async Task WatchAsync()
{
    await using var platform = await LocalPlatform.StartAsync(new LocalOptions { DataFolder = Path.Combine(folder.FullName, "watch") });
    using var story = new Story(platform, AnsiConsole.Console);
    var file = Path.Combine(folder.FullName, "watch.txt");
    await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 20_000, BrokenLines = 25, Seed = 2026 });
    await RegisterLoader.LoadAsync(story, file);
    Console.WriteLine(await WatchBenchmark.RunAsync(platform));
}
