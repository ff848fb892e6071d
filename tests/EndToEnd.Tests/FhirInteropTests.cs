using System.Diagnostics;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Third-party code reads and validates the FHIR API through the gateway: npm <c>fhir-kit-client</c> and <c>fhir</c>.</summary>
public class FhirInteropTests
{
    private const int Physicians = 150;

    [Theory, Engines]
    public async Task FhirKitClient_EveryPageAndParameter_InteroperatesAndValidates(SqlEngine engine)
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, engine, "", new LogSink());
        var tests = Path.Combine(Repository.Root, "tests");
        Assert.True(Directory.Exists(Path.Combine(tests, "node_modules", "fhir-kit-client")), "tests/node_modules lacks fhir-kit-client. ./test.sh installs it.");
        var file = Path.Combine(folder.Path, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = Physicians, Seed = 3 });
        using var story = new Story(platform, TestPlatform.Console(TextWriter.Null));
        await RegisterLoader.LoadAsync(story, file);

        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(tests, "EndToEnd.Tests", "fhir.mjs"), platform.HttpAddress + "/fhir", platform.Token(DevIdentity.Find("cnam")!), $"{Physicians}", tests,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PHYSICIAN_TOKEN"] = platform.Token(DevIdentity.Find("medecin-10123456781")!);
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, output + await errors);
    }
}
