using System.Text;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.MutualAid.AidDocuments;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.MutualAid.DocumentSteps;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Proofs at rest: sealed, bound to their request, logged before they are shown, and deleted with their bytes.</summary>
public sealed class AidDocumentSecretsTests
{
    [Theory, Engines]
    public async Task StoreAndStorage_AfterAnUploadAndItsReads_HoldNoPlainText(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var app = await MutualAidApp.StartAsync(store))
        {
            var added = (await app.AddedAsync((await app.SubmitAsync()).Id)).Document;
            await app.OpenedAsync(added.DocumentId, MutualAidApp.Instructor);
            Assert.Empty(await RawStore.FindAsync(app.Service, [Title, Inside]));
            foreach (var file in app.StoredFiles)
            {
                var bytes = File.ReadAllBytes(file);
                Assert.Equal((-1, -1), (bytes.AsSpan().IndexOf("%PDF"u8), bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Inside))));
            }

            Assert.DoesNotContain(app.Service.Logs.All, line => line.Contains(Title, StringComparison.Ordinal));
            // Control: the same search finds what is stored in clear.
            Assert.NotEmpty(await RawStore.FindAsync(app.Service, [added.Sha256]));
        }

        // The stop wrote the access log, and on SQLite moved the write-ahead log into the file.
        await using var again = await MutualAidApp.StartAsync(store);
        Assert.Empty(await RawStore.FindAsync(again.Service, [Title, Inside]));
    }

    [Theory, OneEngine]
    public async Task Labels_OfAnyTitle_HaveOneLength(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = (await app.SubmitAsync()).Id;
        foreach (var title in new[] { "A", new string('é', 200) })
            await app.AddedAsync(request, header => header.Title = title);

        Assert.Equal(1, await app.Service.Database.ReadAsync(
            sql => sql.ScalarAsync<long>("select count(distinct length(sealed_label)) from aid_documents"), CancellationToken.None));
    }

    [Theory]
    [Engines("sealed_label = (select other.sealed_label from aid_documents other where other.document_id <> aid_documents.document_id)")]
    [Engines("request_id = (select other.request_id from aid_documents other where other.document_id <> aid_documents.document_id)")]
    public async Task DownloadAidDocument_LabelOrRequestMovedInTheRow_FailsWithoutTellingIt(SqlEngine engine, string edit)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        await app.AddedAsync((await app.SubmitAsync()).Id);
        var moved = (await app.AddedAsync((await app.SubmitAsync()).Id)).Document;
        await app.ExecuteAsync($"update aid_documents set {edit} where document_id = @id", new { id = moved.DocumentId });

        var failure = await Assert.ThrowsAsync<RpcException>(() => app.OpenedAsync(moved.DocumentId));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.DoesNotContain(Title, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task DownloadAidDocument_CutOffInTheStorage_IsDataLoss(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.ExpectErrors = true;
        var added = (await app.AddedAsync((await app.SubmitAsync()).Id)).Document;
        var file = app.StoredFiles.Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);

        var failure = await Assert.ThrowsAsync<RpcException>(() => app.OpenedAsync(added.DocumentId));

        Assert.Equal((StatusCode.DataLoss, Reasons.DocumentDamaged), (failure.StatusCode, failure.Reason()));
    }

    /// <summary>The opening is in the access log before the first byte; without the log there is no document. The physician sees who opened it.</summary>
    [Theory, Engines]
    public async Task DownloadAidDocument_IsLoggedFirst_AndShownToThePhysician(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var added = (await app.AddedAsync((await app.SubmitAsync()).Id)).Document;
        using (var call = (await app.DocumentsAsync(MutualAidApp.Instructor)).DownloadAidDocument(new DownloadAidDocumentRequest { DocumentId = added.DocumentId }))
        {
            Assert.True(await call.ResponseStream.MoveNext(default));
            Assert.Equal(1, await app.CountAsync($"record_accesses where subject = 'documents/{added.DocumentId}'"));
            Assert.Equal(1, await app.CountAsync($"record_accesses where subject = 'beneficiaries/{added.AidRequestId}' and operation like '%/DownloadAidDocument'"));
        }

        var physician = await app.Service.ClientAsync<AuditService.AuditServiceClient>($"medecin-{Requests.Rpps}");
        var accesses = await physician.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{Requests.Rpps}" });
        Assert.Contains(accesses.Accesses, access => access.Operation.EndsWith("/DownloadAidDocument", StringComparison.Ordinal));

        await AccessLogs.RefuseRowsAsync(app.Service.Database);
        var failure = await Assert.ThrowsAsync<RpcException>(() => app.OpenedAsync(added.DocumentId));
        var listing = await Faults.FailsAsync(
            StatusCode.Unavailable,
            (await app.DocumentsAsync()).ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = added.AidRequestId }));
        await AccessLogs.TakeRowsAsync(app.Service.Database);
        Assert.Equal((StatusCode.Unavailable, Reasons.StoreUnavailable), (failure.StatusCode, failure.Reason()));
        Assert.Equal(Reasons.StoreUnavailable, listing.Reason());
    }

    /// <summary>Documents of requests decided before the period go, with their bytes; those of open requests and of later decisions stay.</summary>
    [Theory, Engines]
    public async Task Retention_AfterThePeriod_DeletesRecordsAndBytes(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.Clock.Freeze(TestYear.Start);
        var (old, recent, open) = (await RefusedAsync(app), await app.SubmitAsync(), await app.SubmitAsync());
        foreach (var request in new[] { recent, open })
            await app.AddedAsync(request.Id);
        app.Service.Clock.Freeze(TestYear.Start.AddDays(10));
        await RefuseAsync(app, recent.Id);
        var rows = new AidDocumentRows(
            RetentionSchedule.Parse("P30D", "Retention:AidDocuments"), app.Service.Host.Services.GetRequiredService<ChangeRunner>());
        var before = rows.Schedule.Before(TestYear.Start.AddDays(31))!.Value;

        var count = await app.Service.Database.ReadAsync(sql => rows.CountAsync(sql, before), default);
        Assert.Equal((1, TestYear.Start), (count.Rows, count.Oldest));
        Assert.Equal(1, await rows.DeleteAsync(app.Service.Database, before, default));
        Assert.Equal(0, await rows.DeleteAsync(app.Service.Database, before, default));

        app.Service.Clock.Freeze(TestYear.Start.AddDays(31));
        await AidDocumentsTests.SweptAsync(app, documents: 2);
        Assert.Equal((2, 2), (await app.CountAsync("aid_documents"), app.StoredFiles.Count));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'mutual_aid.documents.expired'"));
        var listed = await (await app.DocumentsAsync()).ListAidDocumentsAsync(new ListAidDocumentsRequest { AidRequestId = old });
        Assert.Empty(listed.Documents);
    }

    private static async Task<string> RefusedAsync(MutualAidApp app)
    {
        var request = await app.SubmitAsync();
        await app.AddedAsync(request.Id);
        await RefuseAsync(app, request.Id);
        return request.Id;
    }

    private static async Task RefuseAsync(MutualAidApp app, string id)
    {
        var approver = await app.AidAsync(MutualAidApp.Approver);
        var request = (await approver.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = id })).AidRequest;
        await approver.RefuseAidRequestAsync(Requests.Refuse(request));
    }
}
