using System.Collections.Frozen;
using Grpc.Core;
using OrdreCouncils.Discipline.CaseDocuments;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Discipline.DocumentSteps;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Reach of each caller: the documents that it opens and adds.</summary>
public sealed class DocumentReachTests
{
    [Theory, Engines]
    public async Task DownloadCaseDocument_ByEachBody_OpensWhatIsForIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var plain = await app.AddedAsync(caseId);
        var medical = await app.AddedAsync(caseId, header => header.PatientData = true);
        var votes = await app.AddedAsync(caseId, header => header.Kind = CaseDocumentKind.Deliberation);

        await OpensAsync("cdom-75", plain, medical, votes);
        await OpensAsync("cdom-75-president", plain, medical, votes);
        await OpensAsync("chambre-nationale", plain);
        foreach (var other in new[] { "cdom-62", "chambre-ile-de-france", "chambre-occitanie" })
            await HiddenAsync(other);

        await app.FileAsync(caseId);
        var report = await app.AddedAsync(caseId, header => (header.Kind, header.PatientData) = (CaseDocumentKind.ExpertReport, true), "chambre-ile-de-france");
        Assert.Equal(("", "ile-de-france"), (report.Council, report.Chamber));
        await OpensAsync("cdom-75", plain, medical, votes, report);
        await OpensAsync("chambre-ile-de-france", plain, medical, report);
        await OpensAsync("chambre-nationale", plain);
        await HiddenAsync("chambre-occitanie");

        var decision = (await (await app.DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(Requests.Decide(caseId))).Decision;
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, decision.NotifiedOn));
        await OpensAsync("chambre-nationale", plain, medical, report);

        async Task OpensAsync(string identity, params CaseDocument[] expected)
        {
            var documents = await app.DocumentsAsync(identity);
            var listed = (await documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = caseId })).Documents;
            Assert.Equal(expected.Select(document => document.DocumentId).Order(), listed.Select(document => document.DocumentId).Order());
            foreach (var document in new[] { plain, medical, votes })
            {
                if (expected.Contains(document))
                    Assert.Equal(Exhibit, (await documents.OpenedAsync(document.DocumentId)).Bytes);
                else
                    await AbsentAsync(documents, document);
            }
        }

        async Task HiddenAsync(string identity)
        {
            var documents = await app.DocumentsAsync(identity);
            await Faults.FailsAsync(StatusCode.NotFound, documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = caseId }));
            await AbsentAsync(documents, plain);
            var failure = await Assert.ThrowsAsync<RpcException>(() => documents.UploadAsync(Header(caseId, Exhibit), Exhibit));
            Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        }

        static async Task AbsentAsync(CaseDocumentsService.CaseDocumentsServiceClient documents, CaseDocument document) => Assert.Equal(
            StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => documents.OpenedAsync(document.DocumentId))).StatusCode);
    }

    [Theory, OneEngine]
    public async Task UploadCaseDocument_NationalChamberBeforeAnAppeal_FailedPrecondition(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.FiledAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => app.AddedAsync(caseId, header => header.Kind = CaseDocumentKind.Memorandum, "chambre-nationale"));

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (failure.StatusCode, failure.Reason()));
    }

    [Theory, OneEngine]
    public async Task GetUpload_OfAnotherCaller_NotFound(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var header = Header(await app.ComplainedAsync(), Exhibit);
        await (await app.DocumentsAsync()).UploadAsync(header, Exhibit);

        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DocumentsAsync("cdom-62")).GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId }));
    }

    [Theory]
    [InlineData("75", "Council", "true")]
    [InlineData("92", "ConciliatingCouncil", "council = @Council")]
    [InlineData("62", "RegisterCouncil", "kind <> 'Deliberation' and not patient_data")]
    public void Reader_OfEachCouncil_IsWhatItIsToTheCase(string council, string body, string predicate)
    {
        var file = new CaseRow { Council = "75", ConciliatingCouncil = "92", RegisterCouncil = "62", Chamber = "ile-de-france" };

        var reader = CaseReader.Of(file, new RowScope(false, new HashSet<string> { council }.ToFrozenSet(), [], []));

        Assert.Equal((body, predicate), (reader.Body.ToString(), reader.Predicate));
        Assert.False(reader.Adds(CaseDocumentKind.Decision));
        Assert.Equal(council == "75", reader.Adds(CaseDocumentKind.Complaint));
        Assert.Equal(council != "62", reader.Adds(CaseDocumentKind.ConciliationMinutes));
    }

    /// <summary>The opening of a document with patient data is in the access log before its first byte; without the log there is no document.</summary>
    [Theory, Engines]
    public async Task DownloadCaseDocument_WithPatientData_IsLoggedBeforeItsFirstByte(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var medical = await app.AddedAsync(caseId, header => header.PatientData = true);
        using (var call = (await app.DocumentsAsync()).DownloadCaseDocument(new DownloadCaseDocumentRequest { DocumentId = medical.DocumentId }))
        {
            Assert.True(await call.ResponseStream.MoveNext(default));
            Assert.Equal(1, await LoggedAsync());
        }

        Assert.Equal(1, await LoggedAsync());
        await AccessLogs.RefuseRowsAsync(app.Service.Database);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await (await app.DocumentsAsync()).OpenedAsync(medical.DocumentId));
        await AccessLogs.TakeRowsAsync(app.Service.Database);
        Assert.Equal((StatusCode.Unavailable, "STORE_UNAVAILABLE"), (failure.StatusCode, failure.Reason()));

        Task<long> LoggedAsync() => app.Service.Database.ReadAsync(
            sql => sql.ScalarAsync<long>("select count(*) from record_accesses where subject = @subject", new { subject = $"documents/{medical.DocumentId}" }), default);
    }
}
