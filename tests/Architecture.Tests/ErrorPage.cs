using System.Text.RegularExpressions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The rows of the reason tables in <c>docs/errors.md</c>, by the class of reasons in the heading of their section.</summary>
internal static partial class ErrorPage
{
    public static readonly ILookup<string, (string Reason, string Statuses)> Rows = Read();

    private static ILookup<string, (string Reason, string Statuses)> Read()
    {
        var owner = "";
        var rows = new List<(string Owner, string Reason, string Statuses)>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "errors.md")))
        {
            if (Heading().IsMatch(line))
                owner = ReasonsClass().Match(line).Groups[1].Value;
            else if (owner.Length > 0 && Row().Match(line) is { Success: true } row)
                rows.Add((owner, row.Groups["reason"].Value, row.Groups["statuses"].Value));
        }

        return rows.ToLookup(row => row.Owner, row => (row.Reason, row.Statuses));
    }

    [GeneratedRegex(@"^#+ ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\(`(\w+)`\)$")]
    private static partial Regex ReasonsClass();

    [GeneratedRegex(@"^\| `(?<reason>\w+)` \| (?<statuses>[^|]+) \|")]
    private static partial Regex Row();
}
