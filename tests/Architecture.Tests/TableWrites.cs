using System.Text.RegularExpressions;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>A statement or bulk writer that changes rows of a table.</summary>
internal sealed record TableWrite(string Table, string Folder, string File);

/// <summary>Finds in the SQL of the source which folder writes which table.</summary>
internal static partial class TableWrites
{
    public static IReadOnlyList<TableWrite> Of(Project project) =>
    [
        .. Texts(project).SelectMany(file => Statement().Matches(file.Text).Concat(Bulk().Matches(file.Text))
            .Select(match => new TableWrite(
                match.Groups["table"].Value, Path.GetRelativePath(project.Folder, file.Path).Split('/')[0], file.Path))),
    ];

    /// <summary>Files with a write whose table name is a variable.</summary>
    public static IReadOnlyList<string> Unnamed(Project project) =>
        [.. Texts(project).Where(file => Variable().IsMatch(file.Text) || BulkCall().Count(file.Text) != Bulk().Count(file.Text)).Select(file => file.Path)];

    private static IEnumerable<(string Path, string Text)> Texts(Project project) =>
        project.Sources().Select(path => (path, Comment().Replace(File.ReadAllText(path), "")));

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    // "do update set" (upsert) and "for update" name no table.
    [GeneratedRegex(@"\b(insert\s+into|delete\s+from|merge\s+into|truncate(\s+table)?)\s+(?<table>[a-z_]+)|\bupdate\s+(?<table>(?!set\b)[a-z_]+)(\s+(as\s+)?[a-z_]+)?\s+set\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"BulkInsert\.RowsAsync\(\s*[\w.]+,\s*""(?<table>\w+)""")]
    private static partial Regex Bulk();

    [GeneratedRegex(@"BulkInsert\.RowsAsync\(")]
    private static partial Regex BulkCall();

    [GeneratedRegex(@"\b(insert\s+into|delete\s+from|merge\s+into|truncate(\s+table)?|update|copy)\s+\{")]
    private static partial Regex Variable();
}
