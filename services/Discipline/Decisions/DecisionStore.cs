using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Decisions;

internal static class DecisionStore
{
    private const string Query =
        """
        select d.id, d.case_id, c.rpps, d.sanction, d.duration_months, d.suspended_months,
          d.decided_on, d.notified_on, d.last_day_of_appeal, d.appeal_time,
          d.recorded_at, p.id as appeal_id, p.lodged_on as appeal_lodged_on, p.recorded_at as appeal_recorded_at,
          e.enforced_at
        from decisions d
        join case_overview c on c.id = d.case_id
        left join appeals p on p.decision_id = d.id
        left join enforcements e on e.decision_id = d.id
        where d.id = @id
        """;

    public static async Task InsertAsync(
        SqlSession sql, string id, string caseId, NewDecision decision, TimeLimit appealTime, DateOnly lastDay, string recordedBy, DateTimeOffset recordedAt)
    {
        await sql.ExecuteAsync(
            """
            insert into decisions (id, case_id, sanction, duration_months, suspended_months, decided_on, notified_on, last_day_of_appeal, appeal_time,
              recorded_by, recorded_at)
            values (@id, @caseId, @sanction, @DurationMonths, @SuspendedMonths, @DecidedOn, @NotifiedOn, @lastDay, @appealTime, @recordedBy, @recordedAt)
            """,
            new
            {
                id,
                caseId,
                sanction = decision.Sanction.ToString(),
                decision.DurationMonths,
                decision.SuspendedMonths,
                decision.DecidedOn,
                decision.NotifiedOn,
                lastDay,
                appealTime = Google.Protobuf.MessageExtensions.ToByteArray(appealTime),
                recordedBy,
                recordedAt,
            });
        await sql.ExecuteAsync("insert into running_appeal_times (decision_id, last_day) values (@id, @lastDay)", new { id, lastDay });
    }

    public static Task<DecisionRow?> GetAsync(SqlSession sql, string id, CaseReach reach) => sql.SingleOrDefaultAsync<DecisionRow>(
        $"{Query} and {reach.Predicate}",
        new { id, reach.Council, reach.Chamber });

    /// <summary>Ends the running appeal time; false when another transaction has ended it. Concurrent calls wait for the first.</summary>
    public static async Task<bool> EndAppealTimeAsync(SqlSession sql, string id) =>
        await sql.ExecuteAsync("delete from running_appeal_times where decision_id = @id", new { id }) == 1;

    public static Task InsertAppealAsync(SqlSession sql, string id, string decisionId, DateOnly lodgedOn, string recordedBy, DateTimeOffset recordedAt) =>
        sql.ExecuteAsync(
            "insert into appeals (id, decision_id, lodged_on, recorded_by, recorded_at) values (@id, @decisionId, @lodgedOn, @recordedBy, @recordedAt)",
            new { id, decisionId, lodgedOn, recordedBy, recordedAt });

    public static Task InsertEnforcementAsync(SqlSession sql, string id, DateOnly enforceableOn, DateTimeOffset enforcedAt) => sql.ExecuteAsync(
        "insert into enforcements (decision_id, enforceable_on, enforced_at) values (@id, @enforceableOn, @enforcedAt)",
        new { id, enforceableOn, enforcedAt });

    /// <summary>Decisions whose appeal time ended before <paramref name="today"/>, oldest first, without those whose case a death ended.</summary>
    public static Task<IReadOnlyList<string>> DueAsync(SqlSession sql, DateOnly today, int limit) => sql.QueryAsync<string>(
        """
        select decision_id from running_appeal_times t
        where last_day < @today and not exists (select 1 from deaths x join decisions d on d.case_id = x.case_id where d.id = t.decision_id)
        order by last_day, decision_id limit @limit
        """, new { today, limit });
}

internal sealed record DecisionRow
{
    public string Id { get; init; } = "";
    public string CaseId { get; init; } = "";
    public string Rpps { get; init; } = "";
    public Sanction Sanction { get; init; }
    public int DurationMonths { get; init; }
    public int SuspendedMonths { get; init; }
    public DateOnly DecidedOn { get; init; }
    public DateOnly NotifiedOn { get; init; }
    public DateOnly LastDayOfAppeal { get; init; }
    public byte[] AppealTime { get; init; } = [];
    public DateTimeOffset RecordedAt { get; init; }
    public string AppealId { get; init; } = "";
    public DateOnly? AppealLodgedOn { get; init; }
    public DateTimeOffset? AppealRecordedAt { get; init; }
    public DateTimeOffset? EnforcedAt { get; init; }

    /// <summary>The day after the appeal time (CSP R.4126-30).</summary>
    public DateOnly EnforceableOn => LastDayOfAppeal.AddDays(1);
}
