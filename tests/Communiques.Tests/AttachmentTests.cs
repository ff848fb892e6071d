using System.Text;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Communiques.AttachmentSteps;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>Files of drafts: added by writers, opened by the office, approved by digest, removed with their bytes.</summary>
public sealed class AttachmentTests
{
    [Theory, Engines]
    public async Task Upload_ThenDownload_GivesTheSameBytesToTheOffice(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        var file = Pdf((2 * Part) + 77);

        var added = await app.AddedAsync(draft.Id, file: file);

        foreach (var reader in new[] { "cnom-presse", "cnom-presse-approbateur" })
        {
            var (opened, bytes) = await (await app.FilesAsync(reader)).OpenedAsync(added.Attachment.DocumentId);
            Assert.Equal((added.Attachment, Digest(file)), (opened, Digest(bytes)));
        }

        var read = await app.GetAsync(draft.Id);
        Assert.Equal([added.Attachment], read.Attachments);
        Assert.Equal((draft.Id, "application/pdf", file.Length), (added.Attachment.CommuniqueId, added.Attachment.MediaType, added.Attachment.Size));
        Assert.Equal(added.CommuniqueEtag, read.Etag);
        Assert.NotEqual(draft.Etag, read.Etag);
        Assert.Equal(["drafted", "added"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Upload_ThatWasInterrupted_GoesOn(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var files = await app.FilesAsync();
        var draft = await app.DraftAsync();
        var file = Pdf((2 * Part) + 5);
        var header = Header(draft.Id, file);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => files.UploadAsync(header, file, until: Part + 9))).StatusCode);

        var upload = await files.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId });
        Assert.Equal((Part, file.Length, false), (upload.Received, upload.Size, upload.Added));
        Assert.Empty((await app.GetAsync(draft.Id)).Attachments);
        header.Offset = upload.Received;
        var added = await files.UploadAsync(header, file);

        Assert.Equal(file, (await files.OpenedAsync(added.Attachment.DocumentId)).Bytes);
        // Repeated after the approval too, the first answer comes back.
        await app.ApproveAsync(await app.GetAsync(draft.Id), app.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(added, await files.UploadAsync(header, file));
        Assert.True((await files.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId })).Added);
        Assert.Equal(1, await app.CountAsync("communique_attachments"));
    }

    [Theory, Engines]
    public async Task Approve_NamesExactlyTheDigestsOfItsFiles(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        await app.AddedAsync(draft.Id);
        await app.AddedAsync(draft.Id, file: Pdf(5_000));
        draft = await app.GetAsync(draft.Id);
        var (one, other) = (draft.Attachments[0].Sha256, draft.Attachments[1].Sha256);
        foreach (var named in new string[][] { [], [one], [one, one], [one, Digest(Pdf(4_000))], [one, other, other] })
        {
            var request = Some.Approval(draft, PressApp.Start);
            request.AttachmentSha256.Clear();
            request.AttachmentSha256.Add(named);
            await Faults.InvalidAsync(app.Approver.ApproveCommuniqueAsync(request), "attachment_sha256");
        }

        var any = Some.Approval(draft, PressApp.Start);
        any.AttachmentSha256.Clear();
        any.AttachmentSha256.Add([other, one]);
        var approved = (await app.Approver.ApproveCommuniqueAsync(any)).Communique;

        Assert.Equal([one, other], approved.Approval.AttachmentSha256);
        foreach (var digest in new[] { one, other })
            Assert.Equal(1, await app.CountAsync($"audit_entries where kind = 'communiques.communique.approved' and body like '%{digest}%'"));
    }

    /// <summary>The approver read another version: before a file came, or before one went.</summary>
    [Theory, Engines]
    public async Task Approve_VersionWithOtherFiles_IsStale(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var before = await app.DraftAsync();
        await app.AddedAsync(before.Id);
        var with = await app.GetAsync(before.Id);
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, app.Approver.ApproveCommuniqueAsync(Some.Approval(before, PressApp.Start)));

        var removed = await (await app.FilesAsync()).RemoveAttachmentAsync(Removal(with, with.Attachments[0]));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, app.Approver.ApproveCommuniqueAsync(Some.Approval(with, PressApp.Start)));

        var after = await app.GetAsync(before.Id);
        Assert.Equal((removed.CommuniqueEtag, 0), (after.Etag, after.Attachments.Count));
        await app.ApproveAsync(after, PressApp.Start);
    }

    /// <summary>A person who added or removed a file does not approve the communiqué.</summary>
    [Theory, Engines]
    public async Task Approve_ByWhoeverChangedItsFiles_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftWithAsync("Une");
        var token = await TestIdentities.TokenAsync(
            "cnom-presse", bent => (bent.Claims["sub"], bent.Claims["roles"]) = ("presse-deux-roles", new[] { "press_writer", "press_approver" }));
        var files = app.App.ClientWithToken<AttachmentsService.AttachmentsServiceClient>(token);
        var both = await app.BothRolesAsync("presse-deux-roles");
        await files.RemoveAttachmentAsync(Removal(draft, draft.Attachments[0]));
        draft = await app.GetAsync(draft.Id);

        Assert.Equal(["cnom-presse", "presse-deux-roles"], draft.Authors);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.ApproveCommuniqueAsync(Some.Approval(draft, PressApp.Start)));

        var second = await app.DraftAsync();
        await files.UploadAsync(Header(second.Id, Circular), Circular);
        second = await app.GetAsync(second.Id);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.ApproveCommuniqueAsync(Some.Approval(second, PressApp.Start)));
    }

    [Theory, Engines]
    public async Task Files_OfAnApprovedCommunique_CannotBeChanged(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var files = await app.FilesAsync();
        var approved = await app.ApproveAsync(await app.DraftWithAsync("Une"), app.Clock.GetUtcNow().AddHours(1));
        await CannotAsync(approved);

        approved = (await app.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved))).Communique;
        await files.RemoveAttachmentAsync(Removal(approved, approved.Attachments[0]));
        await CannotAsync(await app.ApproveAsync(await app.GetAsync(approved.Id), app.Clock.GetUtcNow()), stands: false);

        async Task CannotAsync(Communique communique, bool stands = true)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() => app.AddedAsync(communique.Id));
            Assert.Equal((StatusCode.FailedPrecondition, Reasons.WrongState), (failure.StatusCode, failure.Reason()));
            if (stands)
                await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, files.RemoveAttachmentAsync(Removal(communique, communique.Attachments[0])));
        }
    }

    [Theory, Engines]
    public async Task Remove_FromADraft_DeletesTheBytesWithTheNextSweep(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var files = await app.FilesAsync();
        var draft = await app.DraftWithAsync("Une", "Deux");
        var removal = Removal(draft, draft.Attachments[0]);

        var answer = await files.RemoveAttachmentAsync(removal);

        Assert.Equal(answer, await files.RemoveAttachmentAsync(removal));
        Assert.Equal("Deux", Assert.Single((await app.GetAsync(draft.Id)).Attachments).Title);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => files.OpenedAsync(draft.Attachments[0].DocumentId))).StatusCode);
        await Faults.FailsAsync(StatusCode.NotFound, files.RemoveAttachmentAsync(Removal(await app.GetAsync(draft.Id), draft.Attachments[0])));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, files.RemoveAttachmentAsync(Removal(draft, draft.Attachments[1])));
        app.Clock.Advance(TimeSpan.FromHours(25));
        await Until.TrueAsync(
            async () =>
            {
                // The process's own sweep may be running too: the clock has moved.
                await app.App.Host.Services.GetRequiredService<DocumentSweep>().RunOnceAsync(default);
                return await app.CountAsync("documents") == 1;
            },
            "the sweep");
        Assert.Single(app.StoredFiles);
        Assert.Equal(["drafted", "added", "added", "removed"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Storage_OfADraft_HoldsNoPlainBytes(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        await app.DraftWithAsync("Une");

        var stored = File.ReadAllBytes(Assert.Single(app.StoredFiles));

        Assert.Equal((-1, -1), (stored.AsSpan().IndexOf("%PDF"u8), stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Inside))));
    }

    [Theory, OneEngine]
    public async Task Upload_BeyondTheLimit_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftWithAsync([.. Enumerable.Range(1, 10).Select(number => $"Pièce {number}")]);

        var failure = await Assert.ThrowsAsync<RpcException>(() => app.AddedAsync(draft.Id));

        Assert.Equal((StatusCode.FailedPrecondition, "ATTACHMENT_LIMIT"), (failure.StatusCode, failure.Reason()));
    }

    /// <summary>Office files are no format for readers: they carry changes and comments.</summary>
    [Theory, OneEngine]
    public async Task Files_FieldsAtFault_AreNamed(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var files = await app.FilesAsync();
        var draft = await app.DraftAsync();
        var before = await app.RowsAsync();
        var odt = Encoding.ASCII.GetBytes("PK\u0003\u0004" + new string('\0', 22) + "\u0008\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK");
        Assert.Equal("application/vnd.oasis.opendocument.text", MediaTypes.Of(odt));
        foreach (var file in new[] { odt, Encoding.ASCII.GetBytes("<!DOCTYPE html>"), Encoding.ASCII.GetBytes("II*\0 une image") })
            Assert.Equal(["chunk"], (await Assert.ThrowsAsync<RpcException>(() => files.UploadAsync(Header(draft.Id, file), file))).Fields());
        await FaultsAsync(
            new AttachmentHeader { Offset = -1 }, "header.request_id", "header.communique_id", "header.title", "header.size", "header.sha256", "header.offset");
        await FaultsAsync(Edited(header => header.Title = "Deux\nlignes"), "header.title");
        await FaultsAsync(Edited(header => header.Sha256 = new string('0', 64)), "header.sha256");
        await FaultsAsync(Edited(header => header.Size = 2_999), "chunk");
        using (var call = files.UploadAttachment())
        {
            await call.RequestStream.CompleteAsync();
            Assert.Equal(["header"], (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).Fields());
        }

        await Faults.InvalidAsync(files.GetUploadAsync(new GetUploadRequest()), "request_id");
        await Faults.InvalidAsync(files.RemoveAttachmentAsync(new RemoveAttachmentRequest()), "request_id", "document_id", "etag");
        Assert.Equal(["document_id"], (await Assert.ThrowsAsync<RpcException>(() => files.OpenedAsync("x"))).Fields());
        await Faults.FailsAsync(StatusCode.NotFound, files.GetUploadAsync(new GetUploadRequest { RequestId = Some.Id() }));
        var absent = await Assert.ThrowsAsync<RpcException>(() => files.UploadAsync(Header(Some.Id(), Circular), Circular));
        Assert.Equal(StatusCode.NotFound, absent.StatusCode);
        Assert.Equal((before, 0), (await app.RowsAsync(), app.StoredFiles.Count));

        AttachmentHeader Edited(Action<AttachmentHeader> edit)
        {
            var header = Header(draft.Id, Circular);
            edit(header);
            return header;
        }

        async Task FaultsAsync(AttachmentHeader header, params string[] fields)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() => files.UploadAsync(header, Circular));
            Assert.Equal((StatusCode.InvalidArgument, string.Join(' ', fields.Order())), (failure.StatusCode, string.Join(' ', failure.Fields().Order())));
        }
    }

    [Theory]
    [InlineData("cnom-presse-approbateur", false)]
    [InlineData("cnom-audit", true)]
    [InlineData("cdom-75-entraide", true)]
    [InlineData("cnom-discipline", true)]
    public async Task Files_WrongRole_IsDenied(string identity, bool opensNothing)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var draft = await app.DraftWithAsync("Une");
        var before = await app.RowsAsync();
        var files = await app.FilesAsync(identity);

        Denied(await Assert.ThrowsAsync<RpcException>(() => files.UploadAsync(Header(draft.Id, Circular), Circular)));
        await Faults.FailsAsync(StatusCode.PermissionDenied, files.RemoveAttachmentAsync(Removal(draft, draft.Attachments[0])));
        await Faults.FailsAsync(StatusCode.PermissionDenied, files.GetUploadAsync(new GetUploadRequest()));
        if (opensNothing)
            Denied(await Assert.ThrowsAsync<RpcException>(() => files.OpenedAsync(draft.Attachments[0].DocumentId)));

        Assert.Equal(before, await app.RowsAsync());
        static void Denied(RpcException failure) => Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
    }
}
