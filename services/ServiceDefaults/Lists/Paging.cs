using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Lists;

/// <summary>Pages of lists (AIP-158) in the order of ids, which is that of time: a page token is the last id shown.</summary>
public static class Paging
{
    /// <summary>Error text for a token that this service did not issue.</summary>
    public const string TokenExpected = "Send a next_page_token as it was received, or nothing for the first page.";

    /// <summary>Sorts after every UUID.</summary>
    private const string End = "g";

    /// <summary>The <c>page_size</c> of a list.</summary>
    /// <param name="violations">Takes the fault.</param>
    /// <param name="asked">As requested; 0 asks for <paramref name="default"/>.</param>
    /// <param name="default">Rows of a page when the caller asks for no size.</param>
    /// <param name="most">Rows that a page may hold.</param>
    public static int PageSize(this Violations violations, int asked, int @default = 50, int most = 200)
    {
        violations.Require(asked >= 0 && asked <= most, "page_size", $"Write 1 to {most}, or 0 for {@default}.");
        return asked == 0 ? @default : asked;
    }

    /// <summary>Ids of a page that runs from the most recent to the oldest come before this one.</summary>
    public static string Before(this Violations violations, string token) => token.Length == 0 ? End : violations.Token(token);

    /// <summary>Ids of a page that runs from the oldest to the most recent come after this one.</summary>
    public static string After(this Violations violations, string token) => token.Length == 0 ? "" : violations.Token(token);

    /// <summary>The token of the page after <paramref name="rows"/>, which were read one more than <paramref name="size"/>.</summary>
    public static string Next<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) => rows.Count > size ? cursor(rows[size - 1]) : "";

    /// <summary>The rows of the page, without the one read beyond it, and the token of the next page.</summary>
    public static (IReadOnlyList<T> Rows, string Next) PageOf<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        (rows.Count > size ? [.. rows.Take(size)] : rows, Next(rows, size, cursor));

    private static string Token(this Violations violations, string token)
    {
        violations.Require(Guid.TryParseExact(token, "D", out _), "page_token", TokenExpected);
        return token;
    }
}
