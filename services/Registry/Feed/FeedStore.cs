using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Feed;

internal static class FeedStore
{
    public static Task<IReadOnlyList<ChangedRow>> ChangedAsync(SqlSession sql, FeedPosition after, int limit) => sql.QueryAsync<ChangedRow>(
        """
        select p.rpps, p.revision, r.at
        from physicians p join register_revisions r on r.number = p.revision
        where (p.revision, p.rpps) > (@Revision, @Rpps)
        order by p.revision, p.rpps limit @limit
        """, new { after.Revision, after.Rpps, limit });

    /// <summary>The day of which the feed shows registrations, the same on every replica; null before the first.</summary>
    public static Task<DateOnly?> DayAsync(SqlSession sql) => sql.SingleOrDefaultAsync<DateOnly?>("select day from register_day where id = 1");

    /// <summary>The same, locked until the transaction ends.</summary>
    public static Task<DateOnly?> LockDayAsync(SqlSession sql) =>
        sql.SingleOrDefaultAsync<DateOnly?>($"select day from register_day where id = 1{Dialect.ForUpdate(sql.Engine)}");

    /// <summary>False when another replica was first.</summary>
    public static async Task<bool> BeginAsync(SqlSession sql, DateOnly day) =>
        await sql.ExecuteAsync("insert into register_day (id, day) values (1, @day) on conflict (id) do nothing", new { day }) == 1;

    public static Task TurnAsync(SqlSession sql, DateOnly day) => sql.ExecuteAsync("update register_day set day = @day where id = 1", new { day });

    /// <summary>Numbers whose registration may change within the window, of physicians changed after a revision.</summary>
    public static Task<IReadOnlyList<string>> DatedAsync(SqlSession sql, DayWindow window, long revision) => sql.QueryAsync<string>(
        $"""
        select rpps from physicians where revision > @revision and rpps in (
        {DatedTables.NumbersThatTurn(DatedTables.All)}
        )
        """, new { window.From, window.Until, window.Before, revision });
}
