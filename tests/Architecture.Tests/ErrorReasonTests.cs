using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Clients branch on error reasons, so each reason is a constant in its service's list and does not change when the code is renamed.</summary>
public partial class ErrorReasonTests
{
    private static readonly string[] Projects = ["ServiceDefaults", "Registry", "Discipline", "MutualAid", "Communiques", "Gateway"];

    [Fact]
    public void Errors_TakeTheirReasonFromAList()
    {
        var found = Sources().Where(path => !IsList(path)).SelectMany(path => LiteralReason().Matches(File.ReadAllText(path))
            .Select(match => $"{Path.GetRelativePath(Repository.Root, path)}: {match.Groups["reason"].Value}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Reasons_AreTheirNameInCapitals()
    {
        var lists = Sources().Where(IsList).ToList();
        Assert.Equal(Projects.Length, lists.Count);
        foreach (var (path, constant) in lists.SelectMany(path => Constant().Matches(File.ReadAllText(path)).Select(match => (path, match))))
        {
            var name = constant.Groups["name"].Value;
            if (name != "Domain")
                Assert.Equal((path, WordStart().Replace(name, "_$0").ToUpperInvariant()), (path, constant.Groups["value"].Value));
        }
    }

    private static bool IsList(string path) => path.EndsWith("Reasons.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() => Projects.SelectMany(name => Project.Of(name).Sources());

    // A literal in a Fault call, or capital words joined by an underscore; only names of environment variables look the same.
    [GeneratedRegex(@"(?<!\w)Fault\.\w+\([^;]*?""(?<reason>[A-Z]{2,}(_[A-Z]+)*)""|""(?!OTEL_)(?<reason>[A-Z]+(_[A-Z]+)+)""")]
    private static partial Regex LiteralReason();

    [GeneratedRegex("""const string (?<name>\w+) = "(?<value>[^"]*)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex WordStart();
}
