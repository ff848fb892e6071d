using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Discipline.DocumentSteps;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Files in a case: what is sent is what is opened.</summary>
public sealed class CaseDocumentsTests
{
    [Theory, Engines]
    public async Task UploadCaseDocument_ThenDownload_GivesTheSameBytes(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var documents = await app.DocumentsAsync();
        var file = Pdf((2 * Part) + 77);
        var header = Header(caseId, file);
        header.PatientData = true;

        var added = (await documents.UploadAsync(header, file)).Document;
        var (opened, bytes) = await documents.OpenedAsync(added.DocumentId);

        Assert.Equal(file, bytes);
        Assert.Equal(("Lettre de Mme Untel", "application/pdf", file.Length, "75"), (opened.Title, opened.MediaType, opened.Size, opened.Council));
        Assert.Equal((header.Sha256, CaseDocumentKind.Exhibit, true), (opened.Sha256, opened.Kind, opened.PatientData));
        // The answer that is kept does not tell the title.
        Assert.Equal("", added.Title);
        Assert.Equal(3, app.StoredFiles.Count);
    }

    [Theory, Engines]
    public async Task ListCaseDocuments_OfACase_IsItsChronologyInPages(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        await app.AddedAsync(await app.ComplainedAsync(request => request.Respondents[0].Rpps = DisciplineApp.Colleague75));
        var days = new[] { 9, 3, 6, 6, 1 };
        foreach (var (day, index) in days.Select((day, index) => (day, index)))
        {
            // Two of one day stand in the order in which they came.
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));
            await app.AddedAsync(caseId, header => (header.ReceivedOn, header.Title) = (Requests.Day(2026, 3, day), $"Pièce {index}"));
        }

        var documents = await app.DocumentsAsync();

        var (titles, token) = (new List<string>(), "");
        do
        {
            var page = await documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = caseId, PageSize = 2, PageToken = token });
            titles.AddRange(page.Documents.Select(document => document.Title));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["Pièce 4", "Pièce 1", "Pièce 2", "Pièce 3", "Pièce 0"], titles);
    }

    [Theory, Engines]
    public async Task UploadCaseDocument_ThatWasInterrupted_GoesOn(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var documents = await app.DocumentsAsync();
        var file = Pdf((3 * Part) + 5);
        var header = Header(await app.ComplainedAsync(), file);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, file, until: (2 * Part) + 9))).StatusCode);

        var upload = await documents.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId });
        Assert.Equal((2 * Part, file.Length, false), (upload.Received, upload.Size, upload.Added));
        Assert.Equal(DisciplineApp.Start.AddDays(1), upload.DeletedAt.ToDateTimeOffset());
        Assert.Equal(0, await app.CountAsync("case_documents"));
        header.Offset = upload.Received;
        var added = (await documents.UploadAsync(header, file)).Document;

        Assert.Equal(file, (await documents.OpenedAsync(added.DocumentId)).Bytes);
        Assert.True((await documents.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId })).Added);
        // Repeated with any offset, the first answer comes back and nothing is added.
        Assert.Equal(added, (await documents.UploadAsync(header, file)).Document);
        header.Offset = 0;
        Assert.Equal(added, (await documents.UploadAsync(header, file)).Document);
        Assert.Equal(1, await app.CountAsync("case_documents"));
    }

    [Theory, Engines]
    public async Task UploadCaseDocument_WhoseRecordIsRefused_IsSweptAndLeavesNoRecord(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        // The record cannot be written: the store refuses it after all bytes are stored.
        await app.Service.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("alter table case_documents rename to case_documents_away");
                return true;
            },
            default);
        app.Service.ExpectErrors = true;
        var failure = await Assert.ThrowsAsync<RpcException>(() => app.AddedAsync(caseId));
        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        await app.Service.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("alter table case_documents_away rename to case_documents");
                return true;
            },
            default);
        Assert.Equal((0, 1, 1), (await app.CountAsync("case_documents"), await app.CountAsync("documents"), app.StoredFiles.Count));

        app.Clock.AdvanceTo(DisciplineApp.Start.AddHours(25));
        var sweep = app.Service.Host.Services.GetRequiredService<DocumentSweep>();
        // The process's own sweep may be running too: the clock has moved.
        await Until.TrueAsync(
            async () =>
            {
                await sweep.RunOnceAsync(default);
                return await app.CountAsync("documents") == 0;
            },
            "the sweep");

        Assert.Empty(app.StoredFiles);
    }

    [Theory, Engines]
    public async Task DownloadCaseDocument_TruncatedInTheStorage_IsDataLoss(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var added = await app.AddedAsync(await app.ComplainedAsync());
        var file = app.StoredFiles.Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await (await app.DocumentsAsync()).OpenedAsync(added.DocumentId));

        Assert.Equal((StatusCode.DataLoss, "DOCUMENT_DAMAGED"), (failure.StatusCode, failure.Reason()));
    }

    [Theory, OneEngine]
    public async Task UploadCaseDocument_FieldsAtFault_AreNamed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var documents = await app.DocumentsAsync();
        await FaultsAsync(new CaseDocumentHeader { Offset = -1 },
            "header.request_id", "header.case_id", "header.kind", "header.title", "header.received_on", "header.size", "header.sha256", "header.offset");
        await FaultsAsync(Edited(header => header.Size = DocumentUploads.MostBytes + 1), "header.size");
        await FaultsAsync(Edited(header => header.Sha256 = header.Sha256.ToUpperInvariant()), "header.sha256");
        await FaultsAsync(Edited(header => header.Sha256 = new string('0', 64)), "header.sha256");
        await FaultsAsync(Edited(header => header.ReceivedOn = Requests.Day(2026, 3, 11)), "header.received_on");
        await FaultsAsync(Edited(header => header.Kind = CaseDocumentKind.Decision), "header.kind");
        await FaultsAsync(Edited(header => header.Size = 2_999), "chunk");

        var page = new byte[3_000];
        "<!DOCTYPE html>"u8.CopyTo(page);
        Assert.Equal(["chunk"], (await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(Header(caseId, page), page))).Fields());
        using var call = documents.UploadCaseDocument();
        await call.RequestStream.WriteAsync(new UploadCaseDocumentRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(page) });
        Assert.Equal(["header"], (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).Fields());
        await Faults.InvalidAsync(documents.GetUploadAsync(new GetUploadRequest()), "request_id");
        await Faults.InvalidAsync(
            documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { PageSize = 201, PageToken = "x" }), "case_id", "page_size", "page_token");
        Assert.Equal(["document_id"], (await Assert.ThrowsAsync<RpcException>(() => documents.OpenedAsync("x"))).Fields());

        Assert.Equal((0, 0), (await app.CountAsync("case_documents"), app.StoredFiles.Count));

        CaseDocumentHeader Edited(Action<CaseDocumentHeader> edit)
        {
            var header = Header(caseId, Exhibit);
            edit(header);
            return header;
        }

        async Task FaultsAsync(CaseDocumentHeader header, params string[] fields)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, Exhibit));
            Assert.Equal((StatusCode.InvalidArgument, string.Join(' ', fields.Order())), (failure.StatusCode, string.Join(' ', failure.Fields().Order())));
        }
    }
}
