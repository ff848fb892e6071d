using System.Collections.Frozen;
using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline;

/// <summary>Articles of the code of ethics in force: <c>4</c> stands for CSP R.4127-4, <c>37-1</c> for R.4127-37-1. Article 92 is repealed.</summary>
internal static class EthicsArticles
{
    public const int Last = 112;
    public const int Repealed = 92;
    public const string Expected = "Write an article in force: 1 to 112 without 92, or 19-1, 19-2, 30-1, 37-1 to 37-4, 68-1.";

    private static readonly FrozenSet<string> All = Enumerable.Range(1, Last).Where(number => number != Repealed)
        .Select(number => number.ToString(CultureInfo.InvariantCulture))
        .Concat(["19-1", "19-2", "30-1", "37-1", "37-2", "37-3", "37-4", "68-1"]).ToFrozenSet();

    public static bool Exists(string article) => All.Contains(article);

    /// <summary>Reads a field with articles, each once; they come back in the order of the code.</summary>
    public static IReadOnlyList<string> Read(Violations violations, IReadOnlyList<string> articles, string field)
    {
        for (var i = 0; i < articles.Count; i++)
            violations.Require(Exists(articles[i]), $"{field}[{i}]", Expected);
        violations.Require(articles.Distinct().Count() == articles.Count, field, "Name each article once.");
        return InOrder(articles.Where(Exists));
    }

    public static IReadOnlyList<string> InOrder(IEnumerable<string> articles) => [.. articles.OrderBy(Number).ThenBy(Part)];

    /// <summary>The number of an article without part; 0 for a sub-article.</summary>
    public static int Whole(string article) => Part(article) == 0 ? Number(article) : 0;

    private static int Number(string article) => Parse(article.Split('-')[0]);

    private static int Part(string article) => article.Split('-') is [_, var part] ? Parse(part) : 0;

    private static int Parse(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
