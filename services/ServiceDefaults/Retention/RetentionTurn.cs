using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Which replica does the work of the day.</summary>
internal static class RetentionTurn
{
    /// <summary>Takes the turn when it is due, or keeps it; false when another replica has it or the day's work is done.</summary>
    public static async Task<bool> TakeAsync(SqlSession sql, string holder, DateTimeOffset now, DateTimeOffset lease) => await sql.ExecuteAsync(
        "update retention_turn set holder = @holder, due_at = @lease where id = 1 and (due_at <= @now or holder = @holder)", new { holder, now, lease }) == 1;

    /// <summary>Ends the turn: the next is due at an instant.</summary>
    public static async Task<bool> EndAsync(SqlSession sql, string holder, DateTimeOffset next) => await sql.ExecuteAsync(
        "update retention_turn set holder = '', due_at = @next where id = 1 and holder = @holder", new { holder, next }) == 1;

    public static Task<DateTimeOffset> DueAtAsync(SqlSession sql) => sql.ScalarAsync<DateTimeOffset>("select due_at from retention_turn where id = 1");
}
