using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Operations on cases that the other nouns of this service use.</summary>
internal static class CaseFiles
{
    /// <summary>Opens the case of one respondent at the respondent's council.</summary>
    public static async Task OpenAsync(Change change, string affairId, int position, string rpps, string council)
    {
        var id = change.NewId();
        await CaseStore.InsertAsync(change.Sql, id, affairId, position, rpps, council);
        change.Audit("discipline.case.opened", $"cases/{id}", null, new { affairId, rpps, council });
    }

    /// <summary>Locks a case until the transaction ends. NOT_FOUND when it is out of the caller's scope.</summary>
    public static async Task<CaseRow> LockForChangeAsync(Change change, string id, RowScope scope)
    {
        await CaseStore.LockAsync(change.Sql, id);
        return await CaseStore.GetAsync(change.Sql, id, CaseReach.Of(scope)) ?? throw Fault.NotFound("case");
    }
}
