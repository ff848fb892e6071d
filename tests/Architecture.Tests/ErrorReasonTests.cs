using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Clients branch on the reasons of errors: each is a constant of one list per service, and never changes with the code around it.</summary>
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

    // In a call that makes an error; or two words joined, which no other text is but the name of an environment variable.
    [GeneratedRegex(@"(?<!\w)Fault\.\w+\([^;]*?""(?<reason>[A-Z]{2,}(_[A-Z]+)*)""|""(?!OTEL_)(?<reason>[A-Z]+(_[A-Z]+)+)""")]
    private static partial Regex LiteralReason();

    [GeneratedRegex("""const string (?<name>\w+) = "(?<value>[^"]*)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex WordStart();
}
