using System.Text.RegularExpressions;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>What a project may touch.</summary>
public partial class ReferenceTests
{
    private static readonly string[] Hosts = ["Registry", "Discipline", "MutualAid", "Communiques"];
    private static readonly string[] Shared = ["Protos", "ServiceDefaults", "LegalTime"];

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
    public void Launcher_IsReferencedByTestsOnly()
    {
        foreach (var project in Project.All.Where(project => project.References.Contains("Local")))
            Assert.StartsWith(Path.Combine(Testing.Repository.Root, "tests"), project.Folder, StringComparison.Ordinal);
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
    public void Service_NeverSpeaksTheContractOf(string service, string other) =>
        Assert.DoesNotContain(Project.Of(service).UsedNamespaces(), space => space.StartsWith($"OrdreCouncils.Protos.{other}", StringComparison.Ordinal));

    [GeneratedRegex(@"System\.IO|System\.Net|\bFile\.|HttpClient|DateTime(Offset)?\.(Utc)?Now|TimeProvider\.System|Environment\.")]
    private static partial Regex InputOutput();

    [GeneratedRegex(@"sanction|referral|hearing|envelope|communique|mutual.?aid|discipline|treasurer|registrar|practitioner|radiation", RegexOptions.IgnoreCase)]
    private static partial Regex DomainWord();
}
