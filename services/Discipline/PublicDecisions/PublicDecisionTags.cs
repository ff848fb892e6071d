using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>Article, sanction and year as words of the index, so that one index selects by all at once. Letters and digits only: neither engine splits
/// them.</summary>
/// <remarks>Part of the stored data: a change needs new index rows.</remarks>
internal static class PublicDecisionTags
{
    // PostgreSQL keeps them among the words of the text, and a text may hold `a4`. No folded word holds an accent.
    private const string Mark = "é";

    // Of a number: 15 random ones, and milliseconds.
    private const int QuarterBits = 48;

    public static IReadOnlyList<string> Of(string article, Sanction sanction, int year)
    {
        var tags = new List<string>();
        if (article.Length > 0)
            tags.Add(OfArticle(article));
        if (sanction != Sanction.Unspecified)
            tags.Add(OfSanction(sanction));
        if (year != 0)
            tags.Add(OfYear(year));
        return tags;
    }

    public static string All(IEnumerable<string> articles, Sanction sanction, int year) =>
        string.Join(' ', [.. articles.Select(OfArticle), OfSanction(sanction), OfYear(year)]);

    /// <summary>Query of PostgreSQL for the latest spans of some 99 days. Its table computes the word of a span from the number: see its migration.</summary>
    public static string Quarters(long latest, int count) => string.Join(
        " | ", Enumerable.Range(0, count).Select(back => string.Create(CultureInfo.InvariantCulture, $"{Mark}q{(latest >> QuarterBits) - back}")));

    private static string OfArticle(string article) => Mark + "a" + article.Replace('-', 'x');

    private static string OfSanction(Sanction sanction) => string.Create(CultureInfo.InvariantCulture, $"{Mark}s{(int)sanction}");

    private static string OfYear(int year) => string.Create(CultureInfo.InvariantCulture, $"{Mark}y{year}");
}
