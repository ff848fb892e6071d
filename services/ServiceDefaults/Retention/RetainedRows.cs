using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Rows of one table that are deleted once their period has passed.</summary>
public abstract class RetainedRows(string table, RetentionSchedule schedule)
{
    /// <summary>Rows of one transaction: a longer one would hold its locks for longer.</summary>
    public const int Batch = 5_000;

    public string Table => table;

    public RetentionSchedule Schedule => schedule;

    /// <summary>Counts what would be deleted.</summary>
    public abstract Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before);

    /// <summary>Deletes one batch of the rows from before an instant; gives how many, 0 when none is left.</summary>
    public abstract Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Deletes a batch by one statement.</summary>
    protected static async Task<long> DeleteAsync(Database database, Func<SqlSession, Task<int>> delete, CancellationToken cancellation)
    {
        var rows = 0;
        await database.WriteAsync(async sql => (rows = await delete(sql)) > 0, cancellation);
        return rows;
    }
}

public sealed record RetainedCount
{
    public long Rows { get; init; }

    /// <summary>Instant of the oldest row, null for none.</summary>
    public DateTimeOffset? Oldest { get; init; }
}
