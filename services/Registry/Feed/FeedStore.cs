using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Feed;

/// <summary>SQL of the feed.</summary>
internal static class FeedStore
{
    /// <summary>Physicians changed after a place, in order.</summary>
    public static Task<IReadOnlyList<ChangedRow>> ChangedAsync(SqlSession sql, FeedPosition after, int limit) => sql.QueryAsync<ChangedRow>(
        """
        select p.rpps, p.revision, r.at
        from physicians p join register_revisions r on r.number = p.revision
        where (p.revision, p.rpps) > (@Revision, @Rpps)
        order by p.revision, p.rpps limit @limit
        """, new { after.Revision, after.Rpps, limit });

    /// <summary>The day on which the feed shows registrations: the register's own, the same for every replica; null before the first.</summary>
    public static Task<DateOnly?> DayAsync(SqlSession sql) => sql.SingleOrDefaultAsync<DateOnly?>("select day from register_day where id = 1");

    /// <summary>The same, nobody else turning it until this transaction ends.</summary>
    public static Task<DateOnly?> LockDayAsync(SqlSession sql) =>
        sql.SingleOrDefaultAsync<DateOnly?>($"select day from register_day where id = 1{Dialect.ForUpdate(sql.Engine)}");

    /// <summary>The first day. False when another replica was first.</summary>
    public static async Task<bool> BeginAsync(SqlSession sql, DateOnly day) =>
        await sql.ExecuteAsync("insert into register_day (id, day) values (1, @day) on conflict (id) do nothing", new { day }) == 1;

    public static Task TurnAsync(SqlSession sql, DateOnly day) => sql.ExecuteAsync("update register_day set day = @day where id = 1", new { day });

    /// <summary>Numbers of those of whom the register may say something else only because days have passed, of revisions after one.</summary>
    public static Task<IReadOnlyList<string>> DatedAsync(SqlSession sql, DayWindow window, long revision) => sql.QueryAsync<string>(
        $"""
        select rpps from physicians where revision > @revision and rpps in (
        {DatedTables.NumbersThatTurn(DatedTables.All)}
        )
        """, new { window.From, window.Until, window.Before, window.Transferred, revision });
}
