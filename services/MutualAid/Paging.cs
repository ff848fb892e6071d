using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid;

/// <summary>Pages of the service's lists: how many rows, and after which.</summary>
internal static class Paging
{
    public const int Largest = 200;
    private const int Usual = 50;
    public const string Foreign = "Send a next_page_token as it was received, or nothing for the first page.";

    /// <summary>Rows of a page: 1 to <see cref="Largest"/>.</summary>
    public static int PageSize(this Violations violations, int asked)
    {
        violations.Require(asked is >= 0 and <= Largest, "page_size", $"Write 1 to {Largest}, or 0 for {Usual}.");
        return asked == 0 ? Usual : asked;
    }

    /// <summary>Identifier of the last row seen; empty for the first page.</summary>
    public static string PageAfter(this Violations violations, string token)
    {
        violations.Require(token.Length == 0 || Guid.TryParseExact(token, "D", out _), "page_token", Foreign);
        return token;
    }

    /// <summary>Cuts the row too many, by which a page knows that another follows.</summary>
    public static (IReadOnlyList<T> Rows, string Next) Cut<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor) =>
        rows.Count > size ? ([.. rows.Take(size)], cursor(rows[size - 1])) : (rows, "");
}
