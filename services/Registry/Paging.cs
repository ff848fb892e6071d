using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry;

/// <summary>Pages of lists in the order of ids, which is that of time: a page token is the last id shown.</summary>
internal static class Paging
{
    /// <summary>Sorts after every UUID.</summary>
    private const string End = "g";

    public static int Size(this Violations violations, int asked)
    {
        violations.Require(asked is >= 0 and <= 200, "page_size", "Write 1 to 200, or 0 for 50.");
        return asked == 0 ? 50 : asked;
    }

    /// <summary>Ids of a page that runs from the most recent to the oldest come before this one.</summary>
    public static string Before(this Violations violations, string token) => token.Length == 0 ? End : violations.Token(token);

    /// <summary>Ids of a page that runs from the oldest to the most recent come after this one.</summary>
    public static string After(this Violations violations, string token) => token.Length == 0 ? "" : violations.Token(token);

    /// <summary>The token of the page after <paramref name="rows"/>, which were read one more than <paramref name="size"/>.</summary>
    public static string Next<T>(IReadOnlyList<T> rows, int size, Func<T, string> id) => rows.Count > size ? id(rows[size - 1]) : "";

    private static string Token(this Violations violations, string token)
    {
        violations.Require(Guid.TryParseExact(token, "D", out _), "page_token", "Send a next_page_token as it was received, or nothing for the first page.");
        return token;
    }
}
