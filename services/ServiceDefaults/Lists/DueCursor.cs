using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Lists;

/// <summary>Last row of a page of a list sorted by due day, then by id.</summary>
public sealed record DueCursor(DateOnly Day, string Id)
{
    private const string Form = "yyyy-MM-dd";
    private static readonly DueCursor Start = new(DateOnly.MinValue, "");

    public static string Token(DateOnly day, string id) => $"{day.ToString(Form, CultureInfo.InvariantCulture)}/{id}";

    public static DueCursor Read(Violations violations, string token)
    {
        if (token.Length == 0)
            return Start;
        if (token.Split('/') is [var day, var id] && DateOnly.TryParseExact(day, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
            return new DueCursor(due, violations.After(id));
        violations.Add("page_token", Paging.TokenExpected);
        return Start;
    }
}
