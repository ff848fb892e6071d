using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

internal sealed class RequestRows(RetentionSchedule schedule) : RetainedRows("requests", schedule)
{
    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await RequestStore.OldAsync(sql, before);
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    public override Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation) =>
        DeleteAsync(database, sql => RequestStore.DeleteOldAsync(sql, before, Batch), cancellation);
}

/// <summary>A message that was not delivered stays, however old it is.</summary>
internal sealed class OutboxRows(RetentionSchedule schedule) : RetainedRows("outbox", schedule)
{
    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await OutboxStore.OldAsync(sql, before);
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    public override Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation) =>
        DeleteAsync(database, sql => OutboxStore.DeleteOldAsync(sql, before, Batch), cancellation);
}
