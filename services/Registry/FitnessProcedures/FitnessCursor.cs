using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.FitnessProcedures;

internal sealed record FitnessCursor(DateOnly DueOn, string Id)
{
    private static readonly FitnessCursor Start = new(DateOnly.MinValue, "");

    public static string Of(ProcedureRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.DueOn:yyyy-MM-dd}.{row.Id}");

    public static FitnessCursor Read(Violations violations, string token)
    {
        if (token.Length == 0)
            return Start;
        if (token.Split('.') is [var day, var id]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn)
            && Guid.TryParseExact(id, "D", out _))
        {
            return new FitnessCursor(dueOn, id);
        }

        violations.Add("page_token", Paging.TokenExpected);
        return Start;
    }
}
