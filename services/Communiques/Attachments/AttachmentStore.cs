using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Attachments;

/// <summary>SQL of the files of communiqués, and of the files that approvals cover.</summary>
internal sealed class AttachmentStore : IDocumentRecords
{
    private const string Columns = "document_id, communique_id, title, media_type, size, sha256, added_at";

    public static Task AddAsync(SqlSession sql, AttachmentRow row, string addedBy) => sql.ExecuteAsync(
        """
        insert into communique_attachments (document_id, communique_id, title, media_type, size, sha256, added_by, added_at)
        values (@DocumentId, @CommuniqueId, @Title, @MediaType, @Size, @Sha256, @addedBy, @AddedAt)
        """,
        new { row.DocumentId, row.CommuniqueId, row.Title, row.MediaType, row.Size, row.Sha256, addedBy, row.AddedAt });

    /// <summary>A file that was not removed.</summary>
    public static Task<AttachmentRow?> GetAsync(SqlSession sql, string document) => sql.SingleOrDefaultAsync<AttachmentRow>(
        $"select {Columns} from communique_attachments where document_id = @document and removed_at is null", new { document });

    /// <summary>The files of a communiqué, first added first.</summary>
    public static Task<IReadOnlyList<AttachmentRow>> OfAsync(SqlSession sql, string communique) => sql.QueryAsync<AttachmentRow>(
        $"select {Columns} from communique_attachments where communique_id = @communique and removed_at is null order by document_id", new { communique });

    public static Task RemoveAsync(SqlSession sql, string document, string by, DateTimeOffset at) => sql.ExecuteAsync(
        "update communique_attachments set removed_by = @by, removed_at = @at where document_id = @document and removed_at is null",
        new { document, by, at });

    /// <summary>Persons who added or removed a file of a communiqué, whatever became of it.</summary>
    public static Task<IReadOnlyList<string>> AuthorsAsync(SqlSession sql, string communique) => sql.QueryAsync<string>(
        """
        select by from (
            select added_by as by from communique_attachments where communique_id = @communique
            union select removed_by as by from communique_attachments where communique_id = @communique and removed_by is not null) authors
        order by by
        """, new { communique });

    public static async Task ApproveAsync(SqlSession sql, string approval, IEnumerable<AttachmentRow> rows)
    {
        foreach (var row in rows)
        {
            await sql.ExecuteAsync(
                "insert into approval_attachments (approval_id, document_id) values (@approval, @DocumentId)", new { approval, row.DocumentId });
        }
    }

    public static Task<IReadOnlyList<string>> ApprovedDigestsAsync(SqlSession sql, string approval) => sql.QueryAsync<string>(
        """
        select f.sha256 from approval_attachments x join communique_attachments f on f.document_id = x.document_id
        where x.approval_id = @approval order by f.document_id
        """, new { approval });

    public async Task<bool> ReferToAsync(SqlSession sql, string document) => await GetAsync(sql, document) is not null;
}

internal sealed record AttachmentRow
{
    public string DocumentId { get; init; } = "";
    public string CommuniqueId { get; init; } = "";
    public string Title { get; init; } = "";
    public string MediaType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
}
