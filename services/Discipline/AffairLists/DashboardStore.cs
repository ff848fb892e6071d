using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>SQL of the dashboard and of the national council's follow-ups.</summary>
internal static class DashboardStore
{
    // A complaint is an affair that a council opened: it has no dashboard of the national council.
    public static Task<AffairListRow?> GetAsync(SqlSession sql, string affair) => sql.SingleOrDefaultAsync<AffairListRow>(
        """
        select a.id as affair_id, a.title, t.source, t.imported_at from affairs a left join affair_lists t on t.affair_id = a.id
        where a.id = @affair and not exists (select 1 from complaints q where q.affair_id = a.id)
        """, new { affair });

    public static Task<IReadOnlyList<CountRow>> StatesAsync(SqlSession sql, string affair) => sql.QueryAsync<CountRow>(
        "select state as counted, count(*) as lines from affair_lines where affair_id = @affair group by state", new { affair });

    public static Task<IReadOnlyList<CountRow>> ProblemsAsync(SqlSession sql, string affair) => sql.QueryAsync<CountRow>(
        """
        select problem as counted, count(*) as lines from affair_lines where affair_id = @affair and state = 'Undeliverable' group by problem
        """, new { affair });

    public static Task<IReadOnlyList<CountRow>> CasesAsync(SqlSession sql, string affair) => sql.QueryAsync<CountRow>(
        "select council as counted, status, count(*) as lines from case_overview where affair_id = @affair group by council, status", new { affair });

    public static Task<int> LookedUpAsync(SqlSession sql, string affair) => sql.ScalarAsync<int>(
        "select count(*) from affair_lines where affair_id = @affair and looked_up_at is not null", new { affair });

    public static Task<int> FollowUpCountAsync(SqlSession sql, string affair) => sql.ScalarAsync<int>(
        "select count(*) from national_follow_ups where affair_id = @affair", new { affair });

    public static Task AddFollowUpAsync(SqlSession sql, FollowUpRow row, string by) => sql.ExecuteAsync(
        """
        insert into national_follow_ups (id, affair_id, line_id, outcome, decided_on, sealed_reasons, recorded_by, recorded_at)
        values (@Id, @AffairId, @LineId, @outcome, @DecidedOn, @SealedReasons, @by, @RecordedAt)
        """, new { row.Id, row.AffairId, row.LineId, outcome = row.Outcome.ToString(), row.DecidedOn, row.SealedReasons, by, row.RecordedAt });

    public static Task<IReadOnlyList<FollowUpRow>> FollowUpsAsync(SqlSession sql, string affair, string before, int limit) => sql.QueryAsync<FollowUpRow>(
        """
        select f.id, f.affair_id, f.line_id, l.rpps, f.outcome, f.decided_on, f.sealed_reasons, f.recorded_at
        from national_follow_ups f left join affair_lines l on l.id = f.line_id
        where f.affair_id = @affair and f.id < @before order by f.id desc limit @limit
        """, new { affair, before, limit });
}
