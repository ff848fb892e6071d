using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.MutualAid.DocumentSteps;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Proofs of an aid request: what is sent is what is opened, by the persons who read the secret texts of the request.</summary>
public sealed class AidDocumentsTests
{
    private const string Physician = $"medecin-{Requests.Rpps}";

    [Theory, Engines]
    public async Task UploadAidDocument_ThenDownload_GivesTheSameBytes(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var file = Pdf((2 * Part) + 77);
        var header = Header(request.Id, file);

        var added = await (await app.DocumentsAsync()).UploadAsync(header, file);
        var (opened, bytes) = await app.OpenedAsync(added.Document.DocumentId, MutualAidApp.Approver);

        Assert.Equal(file, bytes);
        Assert.Equal(added.Document, opened);
        Assert.Equal((request.Id, AidDocumentKind.Medical, Title), (opened.AidRequestId, opened.Kind, opened.Title));
        Assert.Equal(("application/pdf", file.Length, header.Sha256), (opened.MediaType, opened.Size, opened.Sha256));
        Assert.Equal(3, app.StoredFiles.Count);
        // A proposal on the request as it was read before would not rest on the document.
        Assert.NotEqual(request.Etag, added.AidRequestEtag);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, instructor.InstructAidRequestAsync(Requests.Instruct(request, envelope)));
        request.Etag = added.AidRequestEtag;
        await instructor.InstructAidRequestAsync(Requests.Instruct(request, envelope));
    }

    [Theory, Engines]
    public async Task UploadAidDocument_ThatWasInterrupted_GoesOn(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var documents = await app.DocumentsAsync();
        var file = Pdf((2 * Part) + 5);
        var request = await app.SubmitAsync();
        var header = Header(request.Id, file);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, file, until: Part + 9))).StatusCode);

        var upload = await documents.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId });
        Assert.Equal((Part, file.Length, false), (upload.Received, upload.Size, upload.Added));
        Assert.NotNull(upload.DeletedAt);
        Assert.Equal(0, await app.CountAsync("aid_documents"));
        var failure = await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, file));
        Assert.Equal((StatusCode.FailedPrecondition, Reasons.UploadOffset), (failure.StatusCode, failure.Reason()));
        header.Offset = upload.Received;
        var added = await documents.UploadAsync(header, file);

        Assert.Equal(file, (await app.OpenedAsync(added.Document.DocumentId)).Bytes);
        Assert.True((await documents.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId })).Added);
        // The parts that interrupted attempts wrote are gone.
        Assert.Equal(3, app.StoredFiles.Count);
        // Repeated after the decision too, the first answer comes back, with the texts that the store does not hold.
        var now = (await (await app.AidAsync(MutualAidApp.Approver)).GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id })).AidRequest;
        await (await app.AidAsync(MutualAidApp.Approver)).RefuseAidRequestAsync(Requests.Refuse(now));
        header.Offset = 0;
        Assert.Equal(added, await documents.UploadAsync(header, file));
        Assert.Equal(1, await app.CountAsync("aid_documents"));
        header.Title = "Autre";
        failure = await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, file));
        Assert.Equal((StatusCode.AlreadyExists, Reasons.RequestIdReused), (failure.StatusCode, failure.Reason()));
    }

    [Theory, Engines]
    public async Task ListAidDocuments_OfARequest_IsInTheOrderOfItsPages(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        await app.AddedAsync((await app.SubmitAsync()).Id);
        for (var number = 0; number < 5; number++)
        {
            app.Service.Clock.Freeze(TestYear.Start.AddSeconds(number));
            await app.AddedAsync(request.Id, header => header.Title = $"Pièce {number}");
        }

        var documents = await app.DocumentsAsync(MutualAidApp.Instructor);
        var (titles, token) = (new List<string>(), "");
        do
        {
            var page = await documents.ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = request.Id, PageSize = 2, PageToken = token });
            titles.AddRange(page.Documents.Select(document => document.Title));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["Pièce 0", "Pièce 1", "Pièce 2", "Pièce 3", "Pièce 4"], titles);
    }

    /// <summary>The reach of the secret texts: the commission and the filer. Another referent of the council and the physician see the request alone.</summary>
    [Theory, Engines]
    public async Task Documents_ByEachReader_AreOpenWhereTheSecretTextsAre(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (filed, alone, family) =
            (await app.SubmitAsync(), await app.SubmitAsync(identity: Physician), await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child)));
        var colleague = app.Service.ClientWithToken<AidDocumentsService.AidDocumentsServiceClient>(
            await TestIdentities.TokenAsync(MutualAidApp.Referent, token => token.Claims["sub"] = "cdom-75-entraide-2"));
        var other = app.Service.ClientWithToken<AidDocumentsService.AidDocumentsServiceClient>(
            await TestIdentities.TokenAsync(MutualAidApp.Referent, token => (token.Claims["sub"], token.Claims["council"]) = ("cdom-13-entraide", "13")));

        foreach (var (request, filer) in new[] { (filed, MutualAidApp.Referent), (alone, Physician), (family, MutualAidApp.Referent) })
        {
            var added = (await app.AddedAsync(request.Id, identity: filer)).Document;
            foreach (var reader in new[] { filer, MutualAidApp.Instructor, MutualAidApp.Approver })
            {
                Assert.Equal(Proof, (await app.OpenedAsync(added.DocumentId, reader)).Bytes);
                var listed = await (await app.DocumentsAsync(reader)).ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = request.Id });
                Assert.Equal([added], listed.Documents);
            }

            foreach (var closed in new[] { colleague, other, await app.DocumentsAsync(filer == Physician ? MutualAidApp.Referent : Physician) })
            {
                await Faults.FailsAsync(StatusCode.NotFound, closed.ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = request.Id }));
                using var call = closed.DownloadAidDocument(new DownloadAidDocumentRequest { DocumentId = added.DocumentId });
                Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default))).StatusCode);
                var refused = await Assert.ThrowsAsync<RpcException>(() => closed.UploadAsync(Header(request.Id, Proof), Proof));
                Assert.Equal(StatusCode.NotFound, refused.StatusCode);
            }
        }

        Assert.Equal(3, await app.CountAsync("documents"));
        await Faults.FailsAsync(StatusCode.NotFound, colleague.GetUploadAsync(new GetUploadRequest { RequestId = Requests.NewId() }));
    }

    [Theory, Engines]
    public async Task UploadAidDocument_OnceDecided_FailedPrecondition(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var approver = await app.AidAsync(MutualAidApp.Approver);
        await approver.RefuseAidRequestAsync(Requests.Refuse(request));

        var failure = await Assert.ThrowsAsync<RpcException>(() => app.AddedAsync(request.Id));

        Assert.Equal((StatusCode.FailedPrecondition, Reasons.WrongState), (failure.StatusCode, failure.Reason()));
        Assert.Equal((0, 0, 0), (await app.CountAsync("documents"), await app.CountAsync("aid_documents"), app.StoredFiles.Count));
    }

    /// <summary>The decision falls while the bytes arrive: they are swept.</summary>
    [Theory, Engines]
    public async Task UploadAidDocument_DecidedMeanwhile_LeavesNoRecordAndIsSwept(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var file = Pdf(2 * Part);
        var header = Header(request.Id, file);
        using (var call = (await app.DocumentsAsync()).UploadAidDocument())
        {
            await call.RequestStream.WriteAsync(new UploadAidDocumentRequest { Header = header });
            for (var at = 0; at < file.Length; at += Part / 8)
            {
                await call.RequestStream.WriteAsync(new UploadAidDocumentRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(file, at, Part / 8) });
                if (at != Part)
                    continue;
                await Until.TrueAsync(async () => await app.CountAsync("document_parts") == 1, "the first part is stored");
                await (await app.AidAsync(MutualAidApp.Approver)).RefuseAidRequestAsync(Requests.Refuse(request));
            }

            await call.RequestStream.CompleteAsync();
            var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.InTime());
            Assert.Equal((StatusCode.FailedPrecondition, Reasons.WrongState), (failure.StatusCode, failure.Reason()));
        }

        Assert.Equal((1, 0, 2), (await app.CountAsync("documents"), await app.CountAsync("aid_documents"), app.StoredFiles.Count));
        app.Service.Clock.Freeze(TestYear.Start.AddHours(26));
        await SweptAsync(app, documents: 0);
        Assert.Empty(app.StoredFiles);
    }

    [Theory, OneEngine]
    public async Task UploadAidDocument_BeyondTheLimit_IsExhausted(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(
            engine, new Dictionary<string, string?>(MutualAidApp.LocalSettings) { ["AidDocuments:PerRequest"] = "2" });
        var request = await app.SubmitAsync();
        await app.AddedAsync(request.Id);
        await app.AddedAsync(request.Id);

        var failure = await Assert.ThrowsAsync<RpcException>(() => app.AddedAsync(request.Id));

        Assert.Equal((StatusCode.ResourceExhausted, "AID_DOCUMENT_QUOTA"), (failure.StatusCode, failure.Reason()));
        Assert.Equal(2, await app.CountAsync("documents"));
    }

    [Theory, OneEngine]
    public async Task Documents_FieldsAtFault_AreNamed(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var documents = await app.DocumentsAsync();
        await FaultsAsync(
            new AidDocumentHeader { Offset = -1 }, "header.request_id", "header.aid_request_id", "header.kind", "header.title", "header.size", "header.sha256",
            "header.offset");
        await FaultsAsync(Edited(header => header.Kind = (AidDocumentKind)99), "header.kind");
        await FaultsAsync(Edited(header => header.Title = new string('x', 201)), "header.title");
        await FaultsAsync(Edited(header => header.Size = DocumentUploads.MostBytes + 1), "header.size");
        await FaultsAsync(Edited(header => header.Sha256 = new string('0', 64)), "header.sha256");
        await FaultsAsync(Edited(header => header.Size = 2_999), "chunk");
        var page = new byte[3_000];
        "<!DOCTYPE html>"u8.CopyTo(page);
        Assert.Equal(["chunk"], (await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(Header(request.Id, page), page))).Fields());
        using (var call = documents.UploadAidDocument())
        {
            await call.RequestStream.WriteAsync(new UploadAidDocumentRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(page) });
            Assert.Equal(["header"], (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).Fields());
        }

        await Faults.InvalidAsync(documents.GetUploadAsync(new GetUploadRequest()), "request_id");
        await Faults.InvalidAsync(
            documents.ListAidDocumentsAsync(new ListAidDocumentsRequest { PageSize = 201, PageToken = "x" }), "aid_request_id", "page_size", "page_token");
        Assert.Equal(["document_id"], (await Assert.ThrowsAsync<RpcException>(() => app.OpenedAsync("x"))).Fields());
        Assert.Equal((0, 0), (await app.CountAsync("aid_documents"), app.StoredFiles.Count));

        AidDocumentHeader Edited(Action<AidDocumentHeader> edit)
        {
            var header = Header(request.Id, Proof);
            edit(header);
            return header;
        }

        async Task FaultsAsync(AidDocumentHeader header, params string[] fields)
        {
            var failure = await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(header, Proof));
            Assert.Equal((StatusCode.InvalidArgument, string.Join(' ', fields.Order())), (failure.StatusCode, string.Join(' ', failure.Fields().Order())));
        }
    }

    internal static Task SweptAsync(MutualAidApp app, long documents) => Until.TrueAsync(
        async () =>
        {
            // The process's own sweep may be running too: the clock has moved.
            await app.Service.Host.Services.GetRequiredService<DocumentSweep>().RunOnceAsync(default);
            return await app.CountAsync("documents") == documents;
        },
        "the sweep");
}
