using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>What cases offer to the other nouns of this service.</summary>
internal static class CaseDesk
{
    /// <summary>Opens the case of one respondent before their council.</summary>
    public static async Task OpenAsync(Change change, string affairId, int position, string rpps, string council)
    {
        var id = change.NewId();
        await CaseStore.InsertAsync(change.Sql, id, affairId, position, rpps, council);
        change.Audit("discipline.case.opened", $"cases/{id}", null, new { affairId, rpps, council });
    }

    /// <summary>Locks a case until the transaction ends; NOT_FOUND when there is none within the caller's reach.</summary>
    public static async Task<CaseRow> LockForChangeAsync(Change change, string id, RowScope scope)
    {
        await CaseStore.LockAsync(change.Sql, id);
        return await CaseStore.GetAsync(change.Sql, id, CaseReach.Of(scope)) ?? throw Fault.NotFound("case");
    }
}
