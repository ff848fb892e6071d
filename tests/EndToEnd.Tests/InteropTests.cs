using System.Diagnostics;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>A third-party gRPC client calls the platform through the gateway: npm <c>@grpc/grpc-js</c>.</summary>
public class InteropTests
{
    [Fact]
    public async Task GrpcJs_AllCallKinds_Interoperate()
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink());
        var root = Repository.Root;
        var modules = Path.Combine(root, "tests", "node_modules");
        Assert.True(Directory.Exists(Path.Combine(modules, "@grpc", "grpc-js")), "tests/node_modules lacks @grpc/grpc-js. ./test.sh installs it.");
        var file = Path.Combine(folder.Path, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 200, Seed = 3 });
        using var story = new Story(platform, TestPlatform.Console(TextWriter.Null));
        await RegisterLoader.LoadAsync(story, file);
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var rpps = (await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", PageSize = 1 })).Physicians[0].Rpps;

        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(root, "tests", "EndToEnd.Tests", "interop.mjs"), Path.Combine(root, "protos"), new Uri(platform.GrpcAddress).Authority,
                platform.Token(DevIdentity.Find("cnam")!), rpps, Path.Combine(root, "tests"),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REGISTRAR_TOKEN"] = platform.Token(DevIdentity.Find("cnom-registre")!);
        start.Environment["REGISTER_FILE"] = OnePhysician(file);
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, output + await errors);
    }

    /// <summary>A file with one physician: the first one of another file, under another number.</summary>
    private static string OnePhysician(string file)
    {
        var lines = File.ReadLines(file);
        var line = lines.First(one => one.StartsWith("8|", StringComparison.Ordinal) && one.Contains("|10|", StringComparison.Ordinal)).Split('|');
        (line[1], line[2]) = ("10999999997", "810999999997");
        return lines.First() + "\n" + string.Join('|', line) + "\n";
    }
}
