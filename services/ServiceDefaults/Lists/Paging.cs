using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Lists;

/// <summary>Pages of lists (AIP-158) sorted by id, hence by time; the page token is the last id of the page.</summary>
public static class Paging
{
    public const string TokenExpected = "Send a next_page_token as it was received, or nothing for the first page.";

    // Sorts after every UUID.
    private const string End = "g";

    public static int PageSize(this Violations violations, int asked, int @default = 50, int most = 200)
    {
        violations.Require(asked >= 0 && asked <= most, "page_size", $"Write 1 to {most}, or 0 for {@default}.");
        return asked == 0 ? @default : asked;
    }

    // Bounds of ids: Before for lists with the newest first, After for lists with the oldest first.
    public static string Before(this Violations violations, string token) => token.Length == 0 ? End : violations.Token(token);

    public static string After(this Violations violations, string token) => token.Length == 0 ? "" : violations.Token(token);

    /// <summary>The next page's token; <paramref name="rows"/> were read with one row more than the page holds.</summary>
    public static string Next<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) => rows.Count > size ? cursor(rows[size - 1]) : "";

    public static (IReadOnlyList<T> Rows, string Next) PageOf<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        (rows.Count > size ? [.. rows.Take(size)] : rows, Next(rows, size, cursor));

    private static string Token(this Violations violations, string token)
    {
        violations.Require(Guid.TryParseExact(token, "D", out var id), "page_token", TokenExpected);
        return id.ToString("D");
    }
}
