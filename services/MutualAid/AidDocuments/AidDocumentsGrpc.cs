using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Documents of aid requests, for the persons who read the secret texts of the request.</summary>
internal sealed class AidDocumentsGrpc(
    Database database, ChangeRunner changes, AidRequestReader requests, DocumentUploads uploads, DocumentReader documents, AidDocumentOptions limits,
    Sealer sealer, Blinder blinder) : AidDocumentsService.AidDocumentsServiceBase
{
    public override async Task<UploadAidDocumentResponse> UploadAidDocument(
        IAsyncStreamReader<UploadAidDocumentRequest> requestStream, ServerCallContext context)
    {
        var header = await UploadMessages.HeaderAsync(requestStream, request => request.Header, context.CancellationToken);
        var (file, id, label) = AidDocumentInput.Read(header);
        var person = context.Caller().Person;
        var isRepeated = await uploads.FindAsync(person.Subject, file.RequestId, context.CancellationToken) is { State: DocumentState.Kept };
        var filed = await database.ReadAsync(
            async sql =>
            {
                var found = AidDocumentRules.CheckFiled(await requests.FindAsync(sql, id, AidReach.Of(context.Scope())), person);
                // Before a byte is stored; the record's transaction checks again. A repeated call gets its first answer, whatever happened since.
                if (!isRepeated)
                    AidDocumentRules.CheckAdds(found, await AidDocumentStore.CountAsync(sql, id), limits);
                return found;
            },
            context.CancellationToken);

        var told = header.Clone();
        told.Offset = 0;
        var upload = await uploads.StoreAsync(context, told, file, requestStream, request => request.Chunk);
        var sealedLabel = label.Seal(sealer, upload.Id, filed);
        var response = await changes.RunAsync(context, told, file.RequestId, "", change => AddAsync(change, upload, id, sealedLabel), blinder);
        // The stored answer has neither. A repeated call has the same header, so they are in it.
        label.AddTo(response.Document);
        AidRequestReads.Log(context, id);
        return response;
    }

    public override async Task<GetUploadResponse> GetUpload(GetUploadRequest request, ServerCallContext context)
    {
        var progress = await uploads.ProgressAsync(context, request.RequestId);
        return new GetUploadResponse
        {
            Received = progress.Received, Size = progress.Size, Added = progress.DeletedAt is null, DeletedAt = progress.DeletedAt?.ToTimestamp(),
        };
    }

    public override async Task DownloadAidDocument(
        DownloadAidDocumentRequest request, IServerStreamWriter<DownloadAidDocumentResponse> responseStream, ServerCallContext context)
    {
        var id = AidDocumentInput.Read(request);
        var (row, filed) = await database.SnapshotAsync(
            async sql => await AidDocumentStore.GetAsync(sql, id) is { } found
                && await requests.FindAsync(sql, found.RequestId, AidReach.Of(context.Scope())) is { } filed
                && AidRequestRules.SeesDetails(filed, context.Scope(), context.Caller().Person)
                    ? (found, filed)
                    : throw Fault.NotFound("document"),
            context.CancellationToken);
        var document = ToProto(row, filed);
        AidRequestReads.Log(context, filed.Id);
        context.ReadsHealth($"documents/{id}");

        await responseStream.WriteAsync(new DownloadAidDocumentResponse { Document = document }, context.CancellationToken);
        await documents.SendAsync(
            id, chunk => responseStream.WriteAsync(new DownloadAidDocumentResponse { Chunk = chunk }, context.CancellationToken), context.CancellationToken);
    }

    public override async Task<ListAidDocumentsResponse> ListAidDocuments(ListAidDocumentsRequest request, ServerCallContext context)
    {
        var (id, after, size) = AidDocumentInput.Read(request);
        var (filed, rows) = await database.SnapshotAsync(
            async sql => (
                AidDocumentRules.CheckReads(
                    await requests.FindAsync(sql, id, AidReach.Of(context.Scope())), context.Scope(), context.Caller().Person),
                await AidDocumentStore.PageAsync(sql, id, after, size + 1)),
            context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, row => row.DocumentId);
        AidRequestReads.Log(context, id);
        return new ListAidDocumentsResponse { Documents = { page.Select(row => ToProto(row, filed)) }, NextPageToken = next };
    }

    private async Task<UploadAidDocumentResponse> AddAsync(Change change, DocumentRow upload, string id, byte[] sealedLabel)
    {
        var person = change.Actor.Person;
        var filed = AidDocumentRules.CheckFiled(await AidRequestStore.LockAsync(change.Sql, id), person);
        AidDocumentRules.CheckAdds(filed, await AidDocumentStore.CountAsync(change.Sql, id), limits);
        await DocumentUploads.KeepAsync(change.Sql, upload);
        var row = new AidDocumentRow
        {
            DocumentId = upload.Id,
            RequestId = id,
            SealedLabel = sealedLabel,
            MediaType = upload.MediaType,
            Size = upload.Size,
            Sha256 = upload.Sha256,
            AddedAt = change.At,
        };
        await AidDocumentStore.InsertAsync(change.Sql, row, person.Subject);
        var changed = await AidRequestStore.ChangedAsync(change.Sql, id);
        // Neither kind nor title: both tell the kind of aid.
        change.Audit("mutual_aid.document.added", AidRequestReads.Subject(id), null, new { document = row.DocumentId, row.MediaType, row.Size, row.Sha256 });
        return new UploadAidDocumentResponse { Document = AidDocumentMap.ToProto(row), AidRequestEtag = Etag.Of(changed.Version) };
    }

    private AidDocument ToProto(AidDocumentRow row, AidRequestRow filed)
    {
        var document = AidDocumentMap.ToProto(row);
        AidDocumentLabel.Open(sealer, row.DocumentId, filed, row.SealedLabel).AddTo(document);
        return document;
    }
}
