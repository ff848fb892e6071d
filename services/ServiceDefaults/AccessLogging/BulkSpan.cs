using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>A bulk read of <paramref name="Subject"/> showed the record when its revision was in [From, Until).</summary>
public sealed record BulkSpan(string Subject, long From, long Until)
{
    /// <summary>Reads of a single record, which have no revision.</summary>
    public static BulkSpan OfRecord(string subject) => new(subject, 0, 1);
}

/// <summary>Finds the reads that showed a record and are logged under another subject: bulk reads, or reads of a record whose owner the log must not
/// tell. A service with such reads registers one.</summary>
public interface IBulkReads
{
    Task<IReadOnlyList<BulkSpan>> SpansAsync(SqlSession sql, string record);
}
