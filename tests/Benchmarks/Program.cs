using System.Diagnostics;
using OrdreCouncils.Benchmarks;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Local.Identity;
using OrdreCouncils.Protos.Registry.V1;
using Spectre.Console;

// dotnet run -c Release --project tests/Benchmarks
// Figures are ratios of one run on one machine; docs/benchmarks.md says how to read them.
var folder = Directory.CreateTempSubdirectory("ordre-benchmarks-");
try
{
    var import = await ImportBenchmark.RunAsync(folder);
    Console.WriteLine(import);

    var watch = Stopwatch.StartNew();
    await using var platform = await LocalPlatform.StartAsync(new LocalOptions { DataFolder = Path.Combine(folder.FullName, "calls") });
    var ready = watch.Elapsed;
    using var story = new Story(platform, AnsiConsole.Console);
    await RegisterLoader.LoadAsync(story, Path.Combine(folder.FullName, "register.txt"));

    var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
    var numbers = (await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", PageSize = 200 })).Physicians.Select(found => found.Rpps).ToArray();
    foreach (var figure in await CallBenchmark.RunAsync(platform, platform.Token(DevIdentity.Find("cnam")!), numbers))
        Console.WriteLine(figure);

    GC.Collect();
    using var self = Process.GetCurrentProcess();
    Console.WriteLine(
        $"whole platform in one process, {Environment.ProcessorCount} cores: ready in {ready.TotalSeconds:0.0} s once started; "
        + $"with 20,000 physicians and after the load {self.WorkingSet64 / 1048576:N0} MiB resident, {GC.GetTotalMemory(true) / 1048576:N0} MiB of it live objects");
}
finally
{
    folder.Delete(recursive: true);
}
