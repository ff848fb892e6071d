using System.Diagnostics;
using Google.Protobuf.Reflection;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Consistency and style of the contract's files.</summary>
public class ContractTests
{
    private static readonly string[] Reading =
        ["Get", "List", "Search", "Verify", "BatchVerify", "StreamVerify", "Read", "Download", "Watch", "Export", "Compare", "Count", "Draw"];

    [Fact]
    public void Schema_NothingOfDisciplineOrRegistry_ReachesMutualAid() => Apart(["ordre.discipline.", "ordre.registry."], "ordre.mutualaid.");

    [Fact]
    public void Schema_NothingOfMutualAid_ReachesDiscipline() => Apart(["ordre.mutualaid."], "ordre.discipline.");

    [Fact]
    public void Schema_CommonTypes_KnowNoService()
    {
        foreach (var file in Contract.Files.Where(file => file.Package == "ordre.common.v1"))
            Assert.All(file.Dependencies, import => Assert.True(
                import.Package is "ordre.common.v1" || import.Package.StartsWith("google.", StringComparison.Ordinal), $"{file.Name} imports {import.Name}"));
    }

    [Fact]
    public void Rpcs_ThatChangeSomething_CarryARequestId()
    {
        foreach (var rpc in Contract.Rpcs.Where(rpc => !Reading.Any(verb => rpc.Name.StartsWith(verb, StringComparison.Ordinal))))
            Assert.True(rpc.InputType.Reaches().Any(message => message.FindFieldByName("request_id")?.FieldType == FieldType.String), rpc.Path());
    }

    [Fact]
    public void Rpcs_ThatList_ArePaged()
    {
        foreach (var rpc in Contract.Rpcs.Where(rpc => !rpc.IsServerStreaming && rpc.Name.StartsWith("List", StringComparison.Ordinal)))
            Assert.NotNull(rpc.InputType.FindFieldByName("page_size"));
    }

    [Fact]
    public void Schema_CivilDates_AreNeverTimestamps()
    {
        foreach (var field in Contract.Files.SelectMany(file => file.MessageTypes).SelectMany(message => message.Fields.InDeclarationOrder()))
        {
            if (field.FieldType == FieldType.Message && field.Name.EndsWith("_on", StringComparison.Ordinal))
                Assert.True(field.MessageType.FullName == "ordre.common.v1.Date", field.FullName);
        }
    }

    [Fact]
    public async Task Buf_Lint_FindsNothing()
    {
        var (code, output) = await BufAsync(Protos, "lint");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Buf_Breaking_FindsNothingSinceTheLastRelease()
    {
        var (code, output) = await BufAsync(Protos, "breaking", "--against", Path.Combine(Protos, "released.binpb"));
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Buf_Breaking_RemovedField_IsFound()
    {
        var copy = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Protos, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".proto", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal)))
            {
                var to = Path.Combine(copy, Path.GetRelativePath(Protos, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                var text = await File.ReadAllTextAsync(file);
                await File.WriteAllTextAsync(to, text.Replace("  string merged_into = 6 [(ordre.common.v1.unlogged) = true];\n", "", StringComparison.Ordinal));
            }

            var (code, output) = await BufAsync(copy, "breaking", "--against", Path.Combine(Protos, "released.binpb"));

            Assert.NotEqual(0, code);
            Assert.Contains("merged_into", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static string Protos => Path.Combine(Repository.Root, "protos");

    private static async Task<(int Code, string Output)> BufAsync(string folder, params string[] arguments)
    {
        var buf = Path.Combine(Repository.Root, "tests", "node_modules", ".bin", "buf");
        Assert.True(File.Exists(buf), "tests/node_modules/.bin/buf is missing: ./test.sh installs it (npm ci in tests/).");
        using var process = Process.Start(new ProcessStartInfo(buf, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static void Apart(string[] packages, string forbidden)
    {
        var files = Contract.Files.Where(file => packages.Any(package => file.Package.StartsWith(package, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.DoesNotContain(file.Dependencies, import => import.Package.StartsWith(forbidden, StringComparison.Ordinal));
            foreach (var message in file.MessageTypes)
                Assert.DoesNotContain(message.Reaches(), reached => reached.FullName.StartsWith(forbidden, StringComparison.Ordinal));
        }
    }
}
