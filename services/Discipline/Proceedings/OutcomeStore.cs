using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Stored results of the rules, for queries: the outcome of each case, and the sanctions that the register was told.</summary>
internal static class OutcomeStore
{
    public static Task SetAsync(SqlSession sql, string caseId, Outcome outcome, bool practitionerTold) => sql.ExecuteAsync(
        """
        insert into case_outcomes (case_id, state, decision_id, since, last_day, time, final_on, practitioner_told, turns_on)
        values (@caseId, @state, @decisionId, @Since, @lastDay, @time, @FinalOn, @practitionerTold, @TurnsOn)
        on conflict (case_id) do update set state = excluded.state, decision_id = excluded.decision_id, since = excluded.since,
          last_day = excluded.last_day, time = excluded.time, final_on = excluded.final_on, practitioner_told = excluded.practitioner_told,
          turns_on = excluded.turns_on
        """,
        new
        {
            caseId,
            state = outcome.State.ToString(),
            decisionId = outcome.Decision.Id,
            outcome.Since,
            lastDay = outcome.Last?.LastDay,
            time = outcome.Last?.Time,
            outcome.FinalOn,
            practitionerTold,
            outcome.TurnsOn,
        });

    /// <summary>Cases whose outcome may turn by <paramref name="today"/>, oldest first, without those that a death ended.</summary>
    public static Task<IReadOnlyList<string>> DueAsync(SqlSession sql, DateOnly today, int limit) => sql.QueryAsync<string>(
        """
        select case_id from case_outcomes o
        where turns_on <= @today and not exists (select 1 from deaths x where x.case_id = o.case_id) order by turns_on, case_id limit @limit
        """, new { today, limit });

    public static async Task<bool> IsDueAsync(SqlSession sql, string caseId, DateOnly today) => await sql.ScalarAsync<long>(
        "select count(*) from case_outcomes where case_id = @caseId and turns_on <= @today", new { caseId, today }) > 0;

    public static Task<IReadOnlyList<EffectRow>> EffectsAsync(SqlSession sql, string caseId) => sql.QueryAsync<EffectRow>(
        "select key, sanction, from_day, until, withdrawn from register_effects where case_id = @caseId order by key", new { caseId });

    public static Task SetEffectAsync(SqlSession sql, string caseId, Effect effect) => sql.ExecuteAsync(
        """
        insert into register_effects (key, case_id, sanction, from_day, until, withdrawn) values (@Key, @caseId, @sanction, @From, @Until, @no)
        on conflict (key) do update set from_day = excluded.from_day, until = excluded.until, withdrawn = excluded.withdrawn
        """, new { effect.Key, caseId, sanction = effect.Sanction.ToString(), effect.From, effect.Until, no = false });

    public static Task WithdrawEffectAsync(SqlSession sql, string key) =>
        sql.ExecuteAsync("update register_effects set withdrawn = @yes where key = @key", new { key, yes = true });

    /// <summary>Keeps one enforcement, of the decision that stands, or none. False when it is there with this day already.</summary>
    public static async Task<bool> SetEnforcementAsync(SqlSession sql, string caseId, string decisionId, DateOnly enforceableOn, DateTimeOffset at)
    {
        await ClearEnforcementAsync(sql, caseId, except: decisionId);
        return await sql.ExecuteAsync(
            """
            insert into enforcements (decision_id, enforceable_on, enforced_at) values (@decisionId, @enforceableOn, @at)
            on conflict (decision_id) do update set enforceable_on = excluded.enforceable_on where enforcements.enforceable_on <> excluded.enforceable_on
            """, new { decisionId, enforceableOn, at }) == 1;
    }

    public static Task ClearEnforcementAsync(SqlSession sql, string caseId, string except = "") => sql.ExecuteAsync(
        "delete from enforcements where decision_id <> @except and decision_id in (select id from decisions where case_id = @caseId)", new { caseId, except });
}

internal sealed record EffectRow
{
    public string Key { get; init; } = "";
    public Sanction Sanction { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly? Until { get; init; }
    public bool Withdrawn { get; init; }

    public Effect Effect => new(Key, Sanction, FromDay, Until);
}
