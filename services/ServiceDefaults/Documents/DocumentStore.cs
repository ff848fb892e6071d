using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Documents;

internal static class DocumentStore
{
    private const string Columns = "id, digest, sha256, size, media_type, sealed_key, received, attempt, state, started_at";

    public static Task<int> InsertAsync(SqlSession sql, DocumentRow row, string actor, string requestId) => sql.ExecuteAsync(
        """
        insert into documents (id, actor, request_id, digest, sha256, size, sealed_key, state, started_at)
        values (@Id, @actor, @requestId, @Digest, @Sha256, @Size, @SealedKey, @state, @StartedAt) on conflict (actor, request_id) do nothing
        """, new { row.Id, actor, requestId, row.Digest, row.Sha256, row.Size, row.SealedKey, state = row.State.ToString(), row.StartedAt });

    public static Task<DocumentRow?> OfRequestAsync(SqlSession sql, string actor, string requestId) => sql.SingleOrDefaultAsync<DocumentRow>(
        $"select {Columns} from documents where actor = @actor and request_id = @requestId", new { actor, requestId });

    public static Task<DocumentRow?> GetAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<DocumentRow>($"select {Columns} from documents where id = @id", new { id });

    /// <summary>Begins another attempt, which ends the one before: that one can no longer add parts.</summary>
    public static Task<int> NextAttemptAsync(SqlSession sql, string id) => sql.ExecuteAsync(
        "update documents set attempt = attempt + 1 where id = @id and state in ('Uploading', 'Received')", new { id });

    /// <summary>Adds a part whose bytes are durable; false when another attempt has taken over.</summary>
    public static async Task<bool> AddPartAsync(SqlSession sql, DocumentRow row, int number, int bytes, string mediaType)
    {
        var changed = await sql.ExecuteAsync(
            """
            update documents set received = received + @bytes, media_type = @mediaType
            where id = @Id and attempt = @Attempt and received = @from and state = 'Uploading'
            """, new { row.Id, row.Attempt, from = (long)number * DocumentCipher.PartBytes, bytes, mediaType });
        if (changed == 1)
            await sql.ExecuteAsync("insert into document_parts (document_id, number, attempt) values (@Id, @number, @Attempt)",
                new { row.Id, number, row.Attempt });
        return changed == 1;
    }

    /// <summary>Attempts that wrote the parts, in the order of their numbers.</summary>
    public static Task<IReadOnlyList<int>> PartsAsync(SqlSession sql, string id) =>
        sql.QueryAsync<int>("select attempt from document_parts where document_id = @id order by number", new { id });

    /// <summary>All bytes were read back and have the digest that was announced.</summary>
    public static Task<int> SetReceivedAsync(SqlSession sql, DocumentRow row) => sql.ExecuteAsync(
        "update documents set state = 'Received' where id = @Id and attempt = @Attempt and state = 'Uploading' and received = size", row);

    public static Task<int> KeepAsync(SqlSession sql, string id) =>
        sql.ExecuteAsync("update documents set state = 'Kept' where id = @id and state = 'Received'", new { id });

    /// <summary>For a document whose record goes in the same transaction: the sweep does the rest.</summary>
    public static Task<int> ReleaseAsync(SqlSession sql, string id) =>
        sql.ExecuteAsync("update documents set state = 'Doomed' where id = @id and state = 'Kept'", new { id });

    /// <summary>Uploads that began before an instant and that no record keeps, oldest first.</summary>
    public static Task<IReadOnlyList<string>> UnkeptAsync(SqlSession sql, DateTimeOffset before, int limit) => sql.QueryAsync<string>(
        "select id from documents where state <> 'Kept' and started_at < @before order by started_at, id limit @limit", new { before, limit });

    /// <summary>No record can keep the document from now on; false when one does.</summary>
    public static async Task<bool> DoomAsync(SqlSession sql, string id) =>
        await sql.ExecuteAsync("update documents set state = 'Doomed' where id = @id and state <> 'Kept'", new { id }) == 1;

    public static async Task DeleteAsync(SqlSession sql, string id)
    {
        await sql.ExecuteAsync(
            "delete from document_parts where document_id = @id and exists (select 1 from documents where id = @id and state = 'Doomed')", new { id });
        await sql.ExecuteAsync("delete from documents where id = @id and state = 'Doomed'", new { id });
    }
}

/// <summary>Uploading, then Received when all bytes are checked, then Kept by a record. Doomed: no record kept it, and its bytes are being deleted.</summary>
public enum DocumentState
{
    Uploading,
    Received,
    Kept,
    Doomed,
}

public sealed record DocumentRow
{
    public string Id { get; init; } = "";
    public string Digest { get; init; } = "";

    /// <summary>Of the whole file, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";
    public long Size { get; init; }
    public string MediaType { get; init; } = "";
    public byte[] SealedKey { get; init; } = [];

    /// <summary>Bytes that the storage holds durably.</summary>
    public long Received { get; init; }
    public int Attempt { get; init; }
    public DocumentState State { get; init; }
    public DateTimeOffset StartedAt { get; init; }
}
