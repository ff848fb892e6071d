using System.Text.RegularExpressions;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>A first-level folder of a project whose source names another first-level folder.</summary>
internal sealed record FolderUse(string From, string To, string File)
{
    public override string ToString() => $"{From} -> {To} ({File})";
}

/// <summary>Finds which folder uses which, in the source and not in the assembly, because constants leave no trace in an assembly. The namespaces follow
/// the folders, so a type of another folder needs a using directive or its folder's name in front. Files at the project's root are not counted.</summary>
internal static partial class FolderUses
{
    public static IReadOnlyList<FolderUse> Of(Project project)
    {
        var root = $"OrdreCouncils.{project.Name}";
        var files = project.Sources().Select(path => (Path: Path.GetRelativePath(project.Folder, path), Text: Comment().Replace(File.ReadAllText(path), "")))
            .Where(file => file.Path.Contains('/', StringComparison.Ordinal)).ToList();
        var types = files.SelectMany(file => Declaration().Matches(file.Text).Select(match => (Folder: FolderOf(file.Path), Type: match.Groups["type"].Value)))
            .ToHashSet();
        var folders = files.Select(file => FolderOf(file.Path)).ToHashSet();
        return
        [
            .. files.SelectMany(file =>
                Named(file.Text, root).Concat(Qualified(file.Text, types)).Distinct()
                    .Where(to => to != FolderOf(file.Path) && folders.Contains(to))
                    .Select(to => new FolderUse(FolderOf(file.Path), to, file.Path))),
        ];
    }

    /// <summary>Uses that are part of a dependency cycle.</summary>
    public static IReadOnlyList<FolderUse> InCycles(IReadOnlyList<FolderUse> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To);
        return [.. uses.Where(use => Reaches(use.To, use.From))];

        bool Reaches(string from, string to)
        {
            var seen = new HashSet<string>();
            var left = new Stack<string>([from]);
            while (left.TryPop(out var folder))
            {
                if (folder == to)
                    return true;
                if (!seen.Add(folder))
                    continue;
                foreach (var other in next[folder])
                    left.Push(other);
            }

            return false;
        }
    }

    private static string FolderOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)];

    private static IEnumerable<string> Named(string text, string root) =>
        Regex.Matches(text, $@"\b{Regex.Escape(root)}\.(?<folder>\w+)").Select(match => match.Groups["folder"].Value);

    private static IEnumerable<string> Qualified(string text, HashSet<(string Folder, string Type)> types) =>
        PartlyQualified().Matches(text).Select(match => (Folder: match.Groups["folder"].Value, Type: match.Groups["type"].Value))
            .Where(types.Contains).Select(name => name.Folder);

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(public|internal)[\w ]* (class|record|record struct|struct|interface|enum) (?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Folder.Type, or Folder.Subfolder.Type.
    [GeneratedRegex(@"(?<![\w.""])(?<folder>[A-Z]\w+)\.([A-Z]\w+\.)?(?<type>[A-Z]\w+)")]
    private static partial Regex PartlyQualified();
}
