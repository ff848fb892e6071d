using System.Text.RegularExpressions;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>References that a project may have.</summary>
public partial class ReferenceTests
{
    private static readonly string[] Hosts = ["Registry", "Discipline", "MutualAid", "Communiques", "WebConsole"];
    private static readonly string[] Shared = ["Protos", "ServiceDefaults", "LegalTime"];

    // Test projects that run or read the whole platform.
    private static readonly string[] WholePlatform = ["Architecture.Tests", "EndToEnd.Tests", "WebConsole.Tests", "Browser.Tests", "Benchmarks"];

    [Fact]
    public void Services_ReferenceNoOtherService()
    {
        foreach (var host in Hosts)
            Assert.Empty(Project.Of(host).References.Except(Shared));
    }

    [Fact]
    public void Hosts_AreReferencedByTheLauncherAndByTestsOnly()
    {
        foreach (var project in Project.All.Where(project => project.References.Intersect(Hosts).Any()))
            Assert.True(project.Name == "Local" || project.Name.EndsWith("Tests", StringComparison.Ordinal) || project.Name == "Benchmarks", project.Name);
    }

    [Fact]
    public void Launcher_IsReferencedByTestsOfTheWholePlatformOnly() =>
        Assert.Empty(Project.All.Where(project => project.References.Contains("Local")).Select(project => project.Name).Except(WholePlatform));

    [Fact]
    public void Development_IsReferencedByTheLauncherAndByTestsOnly()
    {
        Assert.Equal(["Protos"], Project.Of("Development").References);
        foreach (var project in Project.All.Where(project => project.References.Contains("Development") && project.Name != "Local"))
            Assert.True(project.IsTest, project.Name);
    }

    [Fact]
    public void Tests_BuildNoProcessButTheirOwn()
    {
        var tests = Project.All.Where(project => project.IsTest && !WholePlatform.Contains(project.Name)).ToList();
        Assert.Contains(tests, project => project.AllReferences().Contains("Registry"));
        foreach (var project in tests)
        {
            var others = project.AllReferences().Where(name => Project.Of(name).IsProcess && $"{name}.Tests" != project.Name);
            Assert.True(!others.Any(), $"{project.Name} builds {string.Join(", ", others)}: a change there would build and run it again.");
        }
    }

    [Fact]
    public void ServiceDefaults_ReferencesTheContractOnly() => Assert.Equal(["Protos"], Project.Of("ServiceDefaults").References);

    [Fact]
    public void LegalTime_ReferencesNothing() => Assert.Empty(Project.Of("LegalTime").References);

    [Fact]
    public void LegalTime_DoesNoInputOrOutput()
    {
        foreach (var path in Project.Of("LegalTime").Sources())
            Assert.False(InputOutput().IsMatch(File.ReadAllText(path)), path);
    }

    [Fact]
    public void ServiceDefaults_KnowsOfTheContractOnlyWhatAllShare()
    {
        var used = Project.Of("ServiceDefaults").UsedNamespaces().Where(space => space.StartsWith("OrdreCouncils.Protos", StringComparison.Ordinal));

        Assert.Equal(["OrdreCouncils.Protos.Common.V1"], used);
    }

    [Fact]
    public void ServiceDefaults_SaysNoDomainWord()
    {
        foreach (var path in Project.Of("ServiceDefaults").Sources())
        {
            // Comments may give an example.
            var code = string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            Assert.False(DomainWord().Match(code) is { Success: true } match, $"{path}: {DomainWord().Match(code).Value}");
        }
    }

    [Fact]
    public void Gateway_KnowsNoMessageType()
    {
        var used = Project.Of("Gateway").UsedNamespaces().Where(space => space.StartsWith("OrdreCouncils.Protos", StringComparison.Ordinal));

        Assert.Empty(used);
    }

    [Theory]
    [InlineData("Discipline", "MutualAid")]
    [InlineData("MutualAid", "Discipline")]
    [InlineData("Registry", "MutualAid")]
    [InlineData("Registry", "Discipline")]
    [InlineData("Communiques", "MutualAid")]
    [InlineData("Communiques", "Discipline")]
    [InlineData("WebConsole", "MutualAid")]
    public void Service_NeverSpeaksTheContractOf(string service, string other) =>
        Assert.DoesNotContain(Project.Of(service).UsedNamespaces(), space => space.StartsWith($"OrdreCouncils.Protos.{other}", StringComparison.Ordinal));

    [GeneratedRegex(@"System\.IO|System\.Net|\bFile\.|HttpClient|DateTime(Offset)?\.(Utc)?Now|TimeProvider\.System|Environment\.")]
    private static partial Regex InputOutput();

    [GeneratedRegex(@"sanction|referral|hearing|envelope|communique|mutual.?aid|discipline|treasurer|registrar|practitioner|radiation", RegexOptions.IgnoreCase)]
    private static partial Regex DomainWord();
}
