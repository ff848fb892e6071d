using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>SQL of the documents of cases. A document is added and never changed.</summary>
internal sealed class CaseDocumentStore : IDocumentRecords
{
    private const string Columns =
        "document_id, case_id, kind, sealed_title, received_on, patient_data, council, chamber, media_type, size, sha256, recorded_at";

    public static Task InsertAsync(SqlSession sql, CaseDocumentRow row, string recordedBy) => sql.ExecuteAsync(
        """
        insert into case_documents (document_id, case_id, kind, sealed_title, received_on, patient_data, council, chamber, media_type, size, sha256,
          recorded_by, recorded_at)
        values (@DocumentId, @CaseId, @kind, @SealedTitle, @ReceivedOn, @PatientData, @council, @chamber, @MediaType, @Size, @Sha256, @recordedBy, @RecordedAt)
        """,
        new
        {
            row.DocumentId,
            row.CaseId,
            kind = row.Kind.ToString(),
            row.SealedTitle,
            row.ReceivedOn,
            row.PatientData,
            council = row.Council.Length > 0 ? row.Council : null,
            chamber = row.Chamber.Length > 0 ? row.Chamber : null,
            row.MediaType,
            row.Size,
            row.Sha256,
            recordedBy,
            row.RecordedAt,
        });

    public static Task<string?> CaseOfAsync(SqlSession sql, string document) =>
        sql.SingleOrDefaultAsync<string>("select case_id from case_documents where document_id = @document", new { document });

    /// <summary>Null when the document is not for the reader.</summary>
    public static Task<CaseDocumentRow?> GetAsync(SqlSession sql, string document, CaseReader reader) => sql.SingleOrDefaultAsync<CaseDocumentRow>(
        $"select {Columns} from case_documents where document_id = @document and {reader.Predicate}", new { document, reader.Council });

    public static Task<IReadOnlyList<CaseDocumentRow>> PageAsync(SqlSession sql, string caseId, CaseReader reader, DocumentPlace after, int limit) =>
        sql.QueryAsync<CaseDocumentRow>(
        $"""
        select {Columns} from case_documents
        where case_id = @caseId and received_on >= @Day and (received_on > @Day or document_id > @Id) and {reader.Predicate}
        order by received_on, document_id limit @limit
        """, new { caseId, after.Day, after.Id, reader.Council, limit });

    public async Task<bool> ReferToAsync(SqlSession sql, string document) => await CaseOfAsync(sql, document) is not null;
}

internal sealed record CaseDocumentRow
{
    public string DocumentId { get; init; } = "";
    public string CaseId { get; init; } = "";
    public CaseDocumentKind Kind { get; init; }
    public byte[] SealedTitle { get; init; } = [];
    public DateOnly ReceivedOn { get; init; }
    public bool PatientData { get; init; }

    /// <summary>Empty, as <see cref="Chamber"/>, for a document of the national chamber.</summary>
    public string Council { get; init; } = "";
    public string Chamber { get; init; } = "";
    public string MediaType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }

    public SealedTo SealedTo => new(DocumentId, CaseId);
}
