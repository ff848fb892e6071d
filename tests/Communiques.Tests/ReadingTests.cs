using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class ReadingTests
{
    [Theory, Engines]
    public async Task List_ByStatusAndPage_ShowsEachOnce(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        List<string> drafted = [];
        for (var i = 0; i < 5; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            drafted.Add((await app.DraftAsync()).Id);
        }

        await app.ApproveAsync(await app.GetAsync(drafted[0]), app.Clock.GetUtcNow());
        await app.ApproveAsync(await app.GetAsync(drafted[1]), app.Clock.GetUtcNow().AddHours(1));
        drafted.Reverse();

        List<string> seen = [];
        var request = new ListCommuniquesRequest { PageSize = 2 };
        do
        {
            var page = await app.Approver.ListCommuniquesAsync(request);
            seen.AddRange(page.Communiques.Select(summary => summary.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(drafted, seen);
        Assert.Equal(drafted[..3], await IdsAsync(CommuniqueStatus.Draft));
        Assert.Equal([drafted[3]], await IdsAsync(CommuniqueStatus.Approved));
        Assert.Equal([drafted[4]], await IdsAsync(CommuniqueStatus.Published));

        async Task<IEnumerable<string>> IdsAsync(CommuniqueStatus status)
        {
            var list = (await app.Writer.ListCommuniquesAsync(new ListCommuniquesRequest { Status = status })).Communiques;
            Assert.All(list, summary => Assert.Equal(status, summary.Status));
            return list.Select(summary => summary.Id);
        }
    }

    [Fact]
    public async Task List_BadFields_AreNamed()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        await Faults.InvalidAsync(
            app.Writer.ListCommuniquesAsync(new ListCommuniquesRequest { Status = (CommuniqueStatus)9, PageSize = 101, PageToken = "2" }),
            "status", "page_size", "page_token");
    }

    [Theory, Engines]
    public async Task Get_AbsentOrBadId_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);

        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound, app.Writer.GetCommuniqueAsync(new GetCommuniqueRequest { Id = Some.Id() }));
        await Faults.InvalidAsync(app.Writer.GetCommuniqueAsync(new GetCommuniqueRequest { Id = "1" }), "id");
    }

    [Theory, Engines]
    public async Task Get_UnderEmbargo_RemembersItsReader(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        string id;
        await using (var app = await PressApp.StartAsync(engine, store))
        {
            id = (await app.DraftAsync()).Id;
            await app.Approver.GetCommuniqueAsync(new GetCommuniqueRequest { Id = id });
        }

        // The stop above wrote the buffered entries of the access log.
        await using var again = await PressApp.StartAsync(engine, store);
        var auditor = await again.App.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        var accesses = await auditor.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"communiques/{id}" });

        Assert.Equal("cnom-presse-approbateur", Assert.Single(accesses.Accesses).Actor);
    }

    [Theory, Engines]
    public async Task AuditLog_AfterAWholeLife_IsIntactAndKeepsTextAndTelephoneOut(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        draft = (await app.Writer.UpdateCommuniqueAsync(Some.Update(draft, text => text.Body = "Seconde version."))).Communique;
        await app.ApproveAsync(draft, app.Clock.GetUtcNow());
        await app.RecordPublicationsAsync();
        var auditor = await app.App.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var verdict = await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest());
        var bodies = string.Concat(await app.App.Database.ReadAsync(
            sql => sql.QueryAsync<string>("select body from audit_entries"), CancellationToken.None));

        Assert.True(verdict.Intact, verdict.Finding);
        Assert.Equal(["drafted", "revised", "approved", "published"], await app.AuditAsync(draft.Id));
        Assert.DoesNotContain("01 99 00 12 34", bodies, StringComparison.Ordinal);
        Assert.DoesNotContain("Seconde version", bodies, StringComparison.Ordinal);
        Assert.DoesNotContain(app.App.Logs.All, line => line.Contains("Fontbrune", StringComparison.Ordinal));
    }
}
