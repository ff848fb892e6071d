using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>SQL of the documents of aid requests. A document is added and never changed.</summary>
internal sealed class AidDocumentStore : IDocumentRecords
{
    private const string Columns = "document_id, request_id, sealed_label, media_type, size, sha256, added_at";
    private const string OfOldDecisions = "d.request_id in (select request_id from aid_decisions where at < @before)";

    public static Task InsertAsync(SqlSession sql, AidDocumentRow row, string addedBy) => sql.ExecuteAsync(
        """
        insert into aid_documents (document_id, request_id, sealed_label, media_type, size, sha256, added_by, added_at)
        values (@DocumentId, @RequestId, @SealedLabel, @MediaType, @Size, @Sha256, @addedBy, @AddedAt)
        """,
        new { row.DocumentId, row.RequestId, row.SealedLabel, row.MediaType, row.Size, row.Sha256, addedBy, row.AddedAt });

    public static Task<AidDocumentRow?> GetAsync(SqlSession sql, string document) => sql.SingleOrDefaultAsync<AidDocumentRow>(
        $"select {Columns} from aid_documents where document_id = @document", new { document });

    /// <summary>Documents of a request after another, in the order in which they were added.</summary>
    public static Task<IReadOnlyList<AidDocumentRow>> PageAsync(SqlSession sql, string request, string after, int limit) => sql.QueryAsync<AidDocumentRow>(
        $"select {Columns} from aid_documents where request_id = @request and document_id > @after order by document_id limit @limit",
        new { request, after, limit });

    public static Task<long> CountAsync(SqlSession sql, string request) =>
        sql.ScalarAsync<long>("select count(*) from aid_documents where request_id = @request", new { request });

    /// <summary>Number of the documents whose requests were decided before an instant, and the oldest of the decisions.</summary>
    public static async Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) => (
        await sql.ScalarAsync<long>($"select count(*) from aid_documents d where {OfOldDecisions}", new { before }),
        await sql.SingleOrDefaultAsync<DateTimeOffset?>(
            """
            select at from aid_decisions x where at < @before and exists (select 1 from aid_documents d where d.request_id = x.request_id)
            order by at limit 1
            """, new { before }));

    public static Task<IReadOnlyList<string>> OldAsync(SqlSession sql, DateTimeOffset before, int limit) => sql.QueryAsync<string>(
        $"select d.document_id from aid_documents d where {OfOldDecisions} order by d.document_id limit @limit", new { before, limit });

    /// <summary>1, or 0 when another replica was faster.</summary>
    public static Task<int> DeleteAsync(SqlSession sql, string document) =>
        sql.ExecuteAsync("delete from aid_documents where document_id = @document", new { document });

    public async Task<bool> ReferToAsync(SqlSession sql, string document) => await GetAsync(sql, document) is not null;
}

internal sealed record AidDocumentRow
{
    public string DocumentId { get; init; } = "";
    public string RequestId { get; init; } = "";
    public byte[] SealedLabel { get; init; } = [];
    public string MediaType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
}
