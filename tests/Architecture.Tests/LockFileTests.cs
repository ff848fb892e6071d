using System.Text.Json.Nodes;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>When a restore writes a lock file, NuGet may take another version than the requested one without a visible warning (NU1603), and each later
/// restore follows the lock file.</summary>
public class LockFileTests
{
    [Fact]
    public void LockFile_OfEachProject_HoldsTheVersionsThatAreAskedFor() =>
        Assert.All(Project.All, project => Assert.Empty(UnexpectedVersions(Path.Combine(project.Folder, "packages.lock.json"))));

    private static IEnumerable<string> UnexpectedVersions(string path)
    {
        foreach (var (_, framework) in JsonNode.Parse(File.ReadAllText(path))!["dependencies"]!.AsObject())
        {
            var packages = framework!.AsObject();
            var asked = packages.SelectMany(package => package.Value!["dependencies"]?.AsObject() ?? [])
                .ToLookup(dependency => dependency.Key, dependency => Lowest(dependency.Value), StringComparer.OrdinalIgnoreCase);
            foreach (var (name, package) in packages)
            {
                var fits = (string?)package!["type"] switch
                {
                    "Project" => true,
                    "Transitive" => asked[name].Contains((string?)package["resolved"]),
                    _ => Lowest(package["requested"]) == (string?)package["resolved"],
                };
                if (!fits)
                    yield return $"{path}: {name} {package["resolved"]}";
            }
        }
    }

    /// <summary>The lower bound of a range such as <c>[10.0.3, )</c>: a restore takes this version when the feed has it.</summary>
    private static string Lowest(JsonNode? range) => ((string?)range)!.Trim('[', ']', '(', ')', ' ').Split(',')[0];
}
