using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Lists;

/// <summary>Pages of lists (AIP-158) in the order of ids, which is that of time: a page token is the last id shown.</summary>
public static class Paging
{
    /// <summary>What to send instead of a token that is none of ours.</summary>
    public const string Foreign = "Send a next_page_token as it was received, or nothing for the first page.";

    /// <summary>Sorts after every UUID.</summary>
    private const string End = "g";

    /// <summary>The <c>page_size</c> of a list.</summary>
    /// <param name="violations">Takes the fault.</param>
    /// <param name="asked">As requested; 0 asks for <paramref name="default"/>.</param>
    /// <param name="default">Rows of a page when the caller asks for no size.</param>
    /// <param name="most">Rows that a page may hold.</param>
    public static int PageSize(this Violations violations, int asked, int @default, int most)
    {
        violations.Require(asked >= 0 && asked <= most, "page_size", $"Write 1 to {most}, or 0 for {@default}.");
        return asked == 0 ? @default : asked;
    }

    /// <summary>Forwards to <see cref="PageSize"/> until no list calls it any more.</summary>
    public static int Size(this Violations violations, int asked) => violations.PageSize(asked, @default: 50, most: 200);

    /// <summary>Ids of a page that runs from the most recent to the oldest come before this one.</summary>
    public static string Before(this Violations violations, string token) => token.Length == 0 ? End : violations.Token(token);

    /// <summary>Ids of a page that runs from the oldest to the most recent come after this one.</summary>
    public static string After(this Violations violations, string token) => token.Length == 0 ? "" : violations.Token(token);

    /// <summary>The token of the page after <paramref name="rows"/>, which were read one more than <paramref name="size"/>.</summary>
    public static string Next<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) => rows.Count > size ? cursor(rows[size - 1]) : "";

    /// <summary>The rows of the page without the one too many, and the token of the next.</summary>
    public static (IReadOnlyList<T> Rows, string Next) Cut<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        (rows.Count > size ? [.. rows.Take(size)] : rows, Next(rows, size, cursor));

    private static string Token(this Violations violations, string token)
    {
        violations.Require(Guid.TryParseExact(token, "D", out _), "page_token", Foreign);
        return token;
    }
}
