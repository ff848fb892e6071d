using System.Text.Json.Nodes;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>
/// A restore that writes a lock file is silent when it takes another version of a dependency than the one that is asked for (NU1603), and each later
/// restore follows the lock file.
/// </summary>
public class LockFileTests
{
    [Fact]
    public void LockFile_OfEachProject_HoldsTheVersionsThatAreAskedFor() =>
        Assert.All(Project.All, project => Assert.Empty(Others(Path.Combine(project.Folder, "packages.lock.json"))));

    private static IEnumerable<string> Others(string path)
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

    /// <summary>The version that a range such as <c>[10.0.3, )</c> begins with, which a restore takes when the feed holds it.</summary>
    private static string Lowest(JsonNode? range) => ((string?)range)!.Trim('[', ']', '(', ')', ' ').Split(',')[0];
}
