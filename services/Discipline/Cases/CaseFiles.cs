using Google.Protobuf;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Operations on cases that the other nouns of this service use.</summary>
internal static class CaseFiles
{
    /// <summary>Opens the case of one respondent at a council. Its affair, and its complaint if any, are written before.</summary>
    public static async Task OpenAsync(Change change, NewCase opened)
    {
        await CaseStore.InsertAsync(change.Sql, opened);
        await SetDeadlineAsync(change.Sql, opened.Id);
        change.Audit("discipline.case.opened", $"cases/{opened.Id}", null, new { opened.AffairId, opened.Rpps, opened.Council });
    }

    /// <summary>Null when the case is absent or out of scope.</summary>
    public static Task<CaseRow?> FindAsync(SqlSession sql, string id, RowScope scope) => CaseStore.GetAsync(sql, id, CaseReach.Of(scope));

    public static Task<IReadOnlyList<string>> RespondentNamesAsync(Change change, CaseRow file) => CaseStore.RespondentNamesAsync(change.Sql, file.AffairId);

    public static Task NameConciliatingCouncilAsync(Change change, string id, string council) =>
        CaseStore.NameConciliatingCouncilAsync(change.Sql, id, council);

    /// <summary>Locks a case until the transaction ends. NOT_FOUND when it is out of the caller's scope.</summary>
    public static async Task<CaseRow> LockForChangeAsync(Change change, string id, RowScope scope)
    {
        await CaseStore.LockAsync(change.Sql, id);
        return await CaseStore.GetAsync(change.Sql, id, CaseReach.Of(scope)) ?? throw Fault.NotFound("case");
    }

    /// <summary>As the other overload, for the council of the case itself: a council that only sees the case gets NOT_FOUND. ABORTED for a stale
    /// etag.</summary>
    public static async Task<CaseRow> LockForCouncilAsync(Change change, string id, RowScope scope, string etag)
    {
        var file = await LockForChangeAsync(change, id, scope);
        if (!scope.All && file.Council != scope.Council)
            throw Fault.NotFound("case");
        Etag.Check(etag, file.Version);
        return file;
    }

    /// <summary>The chamber is seised: keeps what the register tells on that day.</summary>
    public static async Task SeiseAsync(Change change, CaseRow file, string registerCouncil, string name)
    {
        await CaseStore.SetRegisterAsync(
            change.Sql, file.Id, registerCouncil, file.RespondentKind is RespondentKind.Registered or RespondentKind.Former ? name : "");
        await CaseStore.IncrementAsync(change.Sql, file.Id);
        await SetDeadlineAsync(change.Sql, file.Id);
    }

    /// <summary>The case goes to another chamber: the time to decide runs from the same complete file, by the calendar of the other seat.</summary>
    public static async Task CountAgainAsync(Change change, CaseRow file, string chamber)
    {
        if (file.CompleteOn is not { } completeOn)
            return;
        var time = CompleteFileRules.DecisionTime(chamber, completeOn);
        await CaseStore.SetDecisionTimeAsync(change.Sql, file.Id, time is null ? null : TimeLimitMap.ToProto(time), time?.LastDay);
    }

    /// <summary>After the facts of a step are written: a new version and the next deadline. Returns the case as the caller sees it, without sealed facts: the
    /// answer is kept for a repeated request.</summary>
    public static async Task<Case> StepAsync(Change change, string id, RowScope scope)
    {
        await CaseStore.IncrementAsync(change.Sql, id);
        await SetDeadlineAsync(change.Sql, id);
        var reach = CaseReach.Of(scope);
        // A step may take the case out of the caller's scope.
        var row = await CaseStore.GetAsync(change.Sql, id, reach with { All = true });
        return CaseMap.ToProto(row!, reach, LocalDay.Of(change.At, row!.Council), row.IsComplaint ? "" : row.Facts);
    }

    public static async Task SetDeadlineAsync(SqlSession sql, string id)
    {
        var file = (await CaseStore.GetAsync(sql, id, CaseReach.Of(RowScope.Everything)))!;
        var deadline = CaseDeadlines.Next(file);
        if (deadline is not null && file.Status is CaseStatus.Filed or CaseStatus.Appealed)
        {
            var facts = await InstructionFactStore.ReadAsync(sql, id, file.Status == CaseStatus.Filed ? InstanceLevel.FirstInstance : InstanceLevel.National);
            if (facts.Urgent && file.Status == CaseStatus.Filed)
                deadline = CaseDeadlines.Urgent(file, facts.Chamber);
            deadline = InstructionDeadlines.Next(facts, CaseParties.Of(file), deadline.Actor, deadline);
        }

        await CaseStore.SetDeadlineAsync(
            sql, id, deadline is null ? null : new DateOnly(deadline.LastDay.Year, deadline.LastDay.Month, deadline.LastDay.Day), deadline?.ToByteArray());
    }
}
