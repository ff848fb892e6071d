using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class CaseInput
{
    private const string Day = "yyyy-MM-dd";

    public static (CaseFilter Filter, CasePlace Place, int Size) Read(ListCasesRequest request)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        violations.Require(Enum.IsDefined(request.Status), "status", "Send a status of the contract, or none.");
        violations.Require(Enum.IsDefined(request.Order), "order", "Send an order of the contract, or none.");
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        violations.Require(request.Rpps.Length == 0 || RppsNumber.IsValid(request.Rpps), "rpps", RppsNumber.Expected);
        var dueUntil = violations.OptionalDate(request.DueUntil, "due_until");
        var byDue = request.Order == CaseOrder.Due;
        var place = byDue ? Due(violations, request.PageToken) : new CasePlace(default, violations.Before(request.PageToken));
        violations.ThrowIfAny();
        return (new CaseFilter(request.Status, request.Council, request.Rpps, byDue, dueUntil), place, size);
    }

    public static string Token(CaseFilter filter, CaseRow last) =>
        filter.ByDue ? $"{last.NextDueOn!.Value.ToString(Day, CultureInfo.InvariantCulture)}/{last.Id}" : last.Id;

    private static CasePlace Due(Violations violations, string token)
    {
        if (token.Length == 0)
            return new CasePlace(DateOnly.MinValue, "");
        if (token.Split('/') is [var day, var id] && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
            return new CasePlace(due, violations.After(id));
        violations.Add("page_token", Paging.TokenExpected);
        return new CasePlace(DateOnly.MinValue, "");
    }
}
