using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Attachments;

/// <summary>Files of communiqués, for the press office.</summary>
internal sealed class AttachmentsGrpc(Database database, ChangeRunner changes, DocumentUploads uploads, DocumentReader documents, Blinder blinder)
    : AttachmentsService.AttachmentsServiceBase
{
    private const int LongestTitle = 200;

    public override async Task<UploadAttachmentResponse> UploadAttachment(
        IAsyncStreamReader<UploadAttachmentRequest> requestStream, ServerCallContext context)
    {
        var header = await UploadMessages.HeaderAsync(requestStream, request => request.Header, context.CancellationToken);
        var violations = new Violations();
        var file = AnnouncedFile.Read(violations, header.RequestId, header.Sha256, header.Size, header.Offset);
        var id = violations.Uuid(header.CommuniqueId, "header.communique_id");
        var title = violations.Text(header.Title, "header.title", LongestTitle);
        violations.ThrowIfAny();

        if (await uploads.FindAsync(context.Caller().Person.Subject, file.RequestId, context.CancellationToken) is not { State: DocumentState.Kept })
        {
            // Before a byte is stored; the record's transaction checks again. A repeated call gets its first answer, whatever happened since.
            await database.SnapshotAsync(
                async sql =>
                {
                    _ = await CommuniqueStore.GetAsync(sql, id) ?? throw Fault.NotFound("communiqué");
                    AttachmentRules.CheckAdds(await ApprovalStore.StandingAsync(sql, id), await AttachmentStore.OfAsync(sql, id));
                    return true;
                },
                context.CancellationToken);
        }

        var told = header.Clone();
        told.Offset = 0;
        var upload = await uploads.StoreAsync(context, told, file, requestStream, request => request.Chunk);
        return await changes.RunAsync(context, told, file.RequestId, "", change => AddAsync(change, upload, id, title), blinder);
    }

    public override async Task<GetUploadResponse> GetUpload(GetUploadRequest request, ServerCallContext context)
    {
        var progress = await uploads.ProgressAsync(context, request.RequestId);
        return new GetUploadResponse
        {
            Received = progress.Received, Size = progress.Size, Added = progress.DeletedAt is null, DeletedAt = progress.DeletedAt?.ToTimestamp(),
        };
    }

    public override Task<RemoveAttachmentResponse> RemoveAttachment(RemoveAttachmentRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var document = violations.Uuid(request.DocumentId, "document_id");
        violations.Etag(request.Etag);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await AttachmentStore.GetAsync(change.Sql, document) ?? throw Fault.NotFound("attachment");
            var row = await CommuniqueStore.LockAsync(change.Sql, file.CommuniqueId) ?? throw Fault.NotFound("attachment");
            // Read again under the lock: another call may have removed it.
            file = await AttachmentStore.GetAsync(change.Sql, document) ?? throw Fault.NotFound("attachment");
            AttachmentRules.CheckDraft(await ApprovalStore.StandingAsync(change.Sql, row.Id));
            Etag.Check(request.Etag, row.Version);

            row = await RaiseAsync(change, row);
            await AttachmentStore.RemoveAsync(change.Sql, document, change.Actor.Person.Subject, change.At);
            await DocumentUploads.ReleaseAsync(change.Sql, document);
            change.Audit("communiques.attachment.removed", $"communiques/{row.Id}", new { document, file.Title, file.Sha256 }, null);
            return new RemoveAttachmentResponse { CommuniqueEtag = Etag.Of(row.Version) };
        });
    }

    public override async Task DownloadAttachment(
        DownloadAttachmentRequest request, IServerStreamWriter<DownloadAttachmentResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.DocumentId, "document_id");
        violations.ThrowIfAny();

        var row = await database.ReadAsync(sql => AttachmentStore.GetAsync(sql, id), context.CancellationToken) ?? throw Fault.NotFound("attachment");
        context.Reads($"communiques/{row.CommuniqueId}");
        await responseStream.WriteAsync(new DownloadAttachmentResponse { Attachment = AttachmentMap.ToProto(row) }, context.CancellationToken);
        await documents.SendAsync(
            id, chunk => responseStream.WriteAsync(new DownloadAttachmentResponse { Chunk = chunk }, context.CancellationToken), context.CancellationToken);
    }

    private static async Task<UploadAttachmentResponse> AddAsync(Change change, DocumentRow upload, string id, string title)
    {
        var row = await CommuniqueStore.LockAsync(change.Sql, id) ?? throw Fault.NotFound("communiqué");
        AttachmentRules.CheckAdds(await ApprovalStore.StandingAsync(change.Sql, id), await AttachmentStore.OfAsync(change.Sql, id));
        await DocumentUploads.KeepAsync(change.Sql, upload);
        var file = new AttachmentRow
        {
            DocumentId = upload.Id,
            CommuniqueId = id,
            Title = title,
            MediaType = upload.MediaType,
            Size = upload.Size,
            Sha256 = upload.Sha256,
            AddedAt = change.At,
        };
        await AttachmentStore.AddAsync(change.Sql, file, change.Actor.Person.Subject);
        row = await RaiseAsync(change, row);
        change.Audit("communiques.attachment.added", $"communiques/{id}", null, new { document = upload.Id, title, file.MediaType, file.Size, file.Sha256 });
        return new UploadAttachmentResponse { Attachment = AttachmentMap.ToProto(file), CommuniqueEtag = Etag.Of(row.Version) };
    }

    /// <summary>The etag changes with the files, so that an approval covers the files that were read.</summary>
    private static async Task<CommuniqueRow> RaiseAsync(Change change, CommuniqueRow row)
    {
        row = row with { Version = row.Version + 1 };
        await CommuniqueStore.RaiseAsync(change.Sql, row);
        return row;
    }
}
