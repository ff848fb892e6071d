using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline;

/// <summary>Pages of lists that run from the most recent id to the oldest: ids are ordered by time, so a page token is the last id shown.</summary>
internal static class Paging
{
    /// <summary>Sorts after every UUID.</summary>
    private const string FromTheTop = "g";

    public static int Size(this Violations violations, int asked)
    {
        violations.Require(asked is >= 0 and <= 200, "page_size", "Write 1 to 200, or 0 for 50.");
        return asked == 0 ? 50 : asked;
    }

    /// <summary>Ids of the page come before this one.</summary>
    public static string Before(this Violations violations, string token)
    {
        if (token.Length == 0)
            return FromTheTop;
        violations.Require(Guid.TryParseExact(token, "D", out _), "page_token", "Send a next_page_token as it was received, or nothing for the first page.");
        return token;
    }

    /// <summary>The token of the page after <paramref name="rows"/>, which were read one more than <paramref name="size"/>.</summary>
    public static string Next<T>(IReadOnlyList<T> rows, int size, Func<T, string> id) => rows.Count > size ? id(rows[size - 1]) : "";
}
