using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The audit log stores and hashes the names of kinds and operations permanently. They are literals in the code and listed in docs/events.md, so
/// that renaming a class or method does not change the stored names.</summary>
public partial class AuditNameTests
{
    private static readonly string[] Projects = ["ServiceDefaults", "Registry", "Discipline", "MutualAid", "Communiques"];
    private static readonly string Events = File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.md"));

    [Fact]
    public void Kinds_InTheCode_AreThoseOfTheDocs() =>
        Assert.Equal(Listed("## Audit entries"), Found(Kind()));

    [Fact]
    public void Operations_OfBackgroundWork_AreThoseOfTheDocs() =>
        Assert.Equal(Listed("## Operations of background work"), Found(Operation()));

    [Fact]
    public void Names_AreNeverMadeOfATypesName()
    {
        var found = Sources().SelectMany(text => Derived().Matches(text)).Select(match => match.Value);

        Assert.Empty(found);
    }

    private static IEnumerable<string> Sources() => Projects.SelectMany(name => Project.Of(name).Sources()).Select(File.ReadAllText);

    private static SortedSet<string> Found(Regex name) =>
        new(Sources().SelectMany(text => name.Matches(text)).Select(match => match.Groups["name"].Value.Trim('"')), StringComparer.Ordinal);

    /// <summary>First column of the table under a heading. A name that begins with a dot replaces the last word of the name before it.</summary>
    private static SortedSet<string> Listed(string heading)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var rows = Events[(Events.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..].Split("\n## ")[0].Split('\n');
        foreach (var row in rows.Where(row => row.StartsWith("| `", StringComparison.Ordinal)))
        {
            var last = "";
            foreach (var name in Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value))
                names.Add(last = name[0] == '.' ? last[..last.LastIndexOf('.')] + name : name);
        }

        Assert.NotEmpty(names);
        return names;
    }

    [GeneratedRegex(@"""(?<name>(platform|registry|discipline|mutual_aid|communiques)\.[a-z_]+\.[a-z_]+)""")]
    private static partial Regex Kind();

    // The first argument of ChangeRunner's overload for background work is the service's name.
    [GeneratedRegex("""\.RunAsync\(\s*"[a-z-]+",\s*(?<name>"[^"]*"|[^,]+),|Operation = (?<name>"[^"]*"|nameof\([^)]*\))""")]
    private static partial Regex Operation();

    [GeneratedRegex(@"(\.Audit|AuditEvent\.Of)\(\s*[^,]*(nameof|GetType|typeof)|(\.RunAsync\(\s*""[a-z-]+"",|Operation =)\s*[^,]*(nameof|GetType|typeof)[^,]*,")]
    private static partial Regex Derived();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
