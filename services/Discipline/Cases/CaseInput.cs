using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class CaseInput
{
    public static (CaseFilter Filter, DueCursor Place, int Size) Read(ListCasesRequest request)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        violations.Require(Enum.IsDefined(request.Status), "status", "Send a status of the contract, or none.");
        violations.Require(Enum.IsDefined(request.Order), "order", "Send an order of the contract, or none.");
        violations.Require(request.Council.Length == 0 || CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        violations.Require(request.Rpps.Length == 0 || RppsNumber.IsValid(request.Rpps), "rpps", RppsNumber.Expected);
        var dueUntil = violations.OptionalDate(request.DueUntil, "due_until");
        var byDue = request.Order == CaseOrder.Due;
        var place = byDue ? DueCursor.Read(violations, request.PageToken) : new DueCursor(default, violations.Before(request.PageToken));
        violations.ThrowIfAny();
        return (new CaseFilter(request.Status, request.Council, request.Rpps, byDue, dueUntil), place, size);
    }

    public static string Token(CaseFilter filter, CaseRow last) => filter.ByDue ? DueCursor.Token(last.NextDueOn!.Value, last.Id) : last.Id;
}
