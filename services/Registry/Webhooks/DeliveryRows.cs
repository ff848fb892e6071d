using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Part of the configuration section <c>Retention</c>.</summary>
internal sealed class DeliveryRetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Proofs of delivery to partners: kept for ever, unless a period is set.</summary>
    public string Deliveries { get; set; } = "none";
}

/// <summary>A delivery that is owed, and one that was given up, stays: only the proof of a delivery is deleted.</summary>
internal sealed class DeliveryRows(RetentionSchedule schedule) : RetainedRows("webhook_deliveries", schedule)
{
    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await DeliveryStore.OldAsync(sql, before);
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    public override Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation) =>
        DeleteAsync(database, sql => DeliveryStore.DeleteOldAsync(sql, before, Batch), cancellation);
}
