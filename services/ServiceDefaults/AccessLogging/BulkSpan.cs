using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>A bulk read of <paramref name="Subject"/> showed the record when its revision was in [From, Until).</summary>
public sealed record BulkSpan(string Subject, long From, long Until);

/// <summary>Finds the bulk reads that showed a record. A service with bulk reads registers one.</summary>
public interface IBulkReads
{
    Task<IReadOnlyList<BulkSpan>> SpansAsync(SqlSession sql, string record);
}
