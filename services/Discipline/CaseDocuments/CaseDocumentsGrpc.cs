using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>Documents of cases, for the bodies that take part in them.</summary>
internal sealed class CaseDocumentsGrpc(
    Database database, ChangeRunner changes, DocumentUploads uploads, DocumentReader documents, Sealer sealer, Blinder blinder,
    TimeProvider clock) : CaseDocumentsService.CaseDocumentsServiceBase
{
    public override async Task<UploadCaseDocumentResponse> UploadCaseDocument(
        IAsyncStreamReader<UploadCaseDocumentRequest> requestStream, ServerCallContext context)
    {
        var header = await UploadMessages.HeaderAsync(requestStream, request => request.Header, context.CancellationToken);
        var (file, asked) = CaseDocumentInput.Read(header, LocalDay.Today(clock, context.Scope()));
        // Before a byte is stored; the record's transaction checks again.
        var caseRow = await database.ReadAsync(sql => CaseFiles.FindAsync(sql, asked.CaseId, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        CaseDocumentRules.CheckAdds(CaseReader.Of(caseRow, context.Scope()), caseRow, asked);

        var told = header.Clone();
        told.Offset = 0;
        var upload = await uploads.StoreAsync(context, told, file, requestStream, request => request.Chunk);
        var sealedTitle = sealer.Seal(SealPurposes.DocumentTitle, new SealedTo(upload.Id, asked.CaseId), asked.Title);
        return await changes.RunAsync(
            context, told, file.RequestId, "", change => AddAsync(change, upload, asked, sealedTitle, context.Scope()), blinder);
    }

    public override async Task<GetUploadResponse> GetUpload(GetUploadRequest request, ServerCallContext context)
    {
        var progress = await uploads.ProgressAsync(context, request.RequestId);
        return new GetUploadResponse
        {
            Received = progress.Received, Size = progress.Size, Added = progress.DeletedAt is null, DeletedAt = progress.DeletedAt?.ToTimestamp(),
        };
    }

    public override async Task DownloadCaseDocument(
        DownloadCaseDocumentRequest request, IServerStreamWriter<DownloadCaseDocumentResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.DocumentId, "document_id");
        violations.ThrowIfAny();

        var (row, file) = await database.SnapshotAsync(sql => FindAsync(sql, id, context.Scope()), context.CancellationToken);
        foreach (var subject in (string[])[$"documents/{id}", $"cases/{file.Id}", $"physicians/{file.Rpps}"])
        {
            if (row.PatientData)
                context.ReadsHealth(subject);
            else
                context.Reads(subject);
        }

        await responseStream.WriteAsync(new DownloadCaseDocumentResponse { Document = ToProto(row) }, context.CancellationToken);
        await documents.SendAsync(
            id, chunk => responseStream.WriteAsync(new DownloadCaseDocumentResponse { Chunk = chunk }, context.CancellationToken), context.CancellationToken);
    }

    public override async Task<ListCaseDocumentsResponse> ListCaseDocuments(ListCaseDocumentsRequest request, ServerCallContext context)
    {
        var (caseId, after, size) = CaseDocumentInput.Read(request);
        var (file, rows) = await database.SnapshotAsync(
            async sql =>
            {
                var file = await CaseFiles.FindAsync(sql, caseId, context.Scope()) ?? throw Fault.NotFound("case");
                return (file, await CaseDocumentStore.PageAsync(sql, caseId, CaseReader.Of(file, context.Scope()), after, size + 1));
            },
            context.CancellationToken);
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{file.Rpps}");
        var response = new ListCaseDocumentsResponse { NextPageToken = Paging.Next(rows, size, DocumentPlace.Token) };
        response.Documents.AddRange(rows.Take(size).Select(ToProto));
        return response;
    }

    private static async Task<UploadCaseDocumentResponse> AddAsync(
        Change change, DocumentRow upload, NewCaseDocument asked, byte[] sealedTitle, RowScope scope)
    {
        var file = await CaseFiles.LockForChangeAsync(change, asked.CaseId, scope);
        var reader = CaseReader.Of(file, scope);
        CaseDocumentRules.CheckAdds(reader, file, asked);
        var row = new CaseDocumentRow
        {
            DocumentId = upload.Id,
            CaseId = asked.CaseId,
            Kind = asked.Kind,
            SealedTitle = sealedTitle,
            ReceivedOn = asked.ReceivedOn,
            PatientData = asked.HasPatientData,
            Council = reader.Body is CaseBody.Council or CaseBody.ConciliatingCouncil ? reader.Council : "",
            Chamber = reader.Body == CaseBody.Chamber ? reader.Chamber : "",
            MediaType = upload.MediaType,
            Size = upload.Size,
            Sha256 = upload.Sha256,
            RecordedAt = change.At,
        };
        await DocumentUploads.KeepAsync(change.Sql, upload);
        await CaseDocumentStore.InsertAsync(change.Sql, row, change.Actor.Person.Subject);
        change.Audit(
            "discipline.document.added", $"cases/{asked.CaseId}", null,
            new { document = row.DocumentId, row.Kind, row.ReceivedOn, row.PatientData, row.MediaType, row.Size, row.Sha256 });
        return new UploadCaseDocumentResponse { Document = CaseDocumentMap.ToProto(row, title: "") };
    }

    private static async Task<(CaseDocumentRow Row, CaseRow File)> FindAsync(SqlSession sql, string id, RowScope scope)
    {
        if (await CaseDocumentStore.CaseOfAsync(sql, id) is { } caseId && await CaseFiles.FindAsync(sql, caseId, scope) is { } file
            && await CaseDocumentStore.GetAsync(sql, id, CaseReader.Of(file, scope)) is { } row)
        {
            return (row, file);
        }

        throw Fault.NotFound("document");
    }

    private CaseDocument ToProto(CaseDocumentRow row) =>
        CaseDocumentMap.ToProto(row, sealer.OpenBound(SealPurposes.DocumentTitle, row.SealedTo, row.SealedTitle));
}
