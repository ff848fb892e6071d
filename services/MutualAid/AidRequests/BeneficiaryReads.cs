using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Finds the reads of a physician's own requests. The access log has the same two entries for each read of any request; an entry under the physician
/// for the own ones alone would tell the relation of every request.</summary>
internal sealed class BeneficiaryReads(AidRequestReader reader) : IBulkReads
{
    private const string Physicians = "physicians/";

    /// <summary>Record of the access log for whoever the request is for.</summary>
    public static string Record(string requestId) => $"beneficiaries/{requestId}";

    public async Task<IReadOnlyList<BulkSpan>> SpansAsync(SqlSession sql, string record) =>
        record.StartsWith(Physicians, StringComparison.Ordinal)
            ? [.. (await reader.OwnAsync(sql, record[Physicians.Length..])).Select(row => BulkSpan.OfRecord(Record(row.Id)))]
            : [];
}
