using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class ApprovalTests
{
    [Theory, Engines]
    public async Task Approve_ByAnother_KeepsTheEmbargoAndTheAddress(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        var embargo = app.Clock.GetUtcNow().AddHours(3);

        var approved = await app.ApproveAsync(draft, embargo);

        Assert.Equal(CommuniqueStatus.Approved, approved.Status);
        Assert.Equal(embargo, approved.Approval.EmbargoAt.ToDateTimeOffset());
        Assert.Equal("cnom-presse-approbateur", approved.Approval.ApprovedBy);
        Assert.Equal("secret-medical-l-ordre-rappelle-la-regle-a-l-ete", approved.Approval.Slug);
        Assert.Equal(approved, await app.GetAsync(draft.Id));
        Assert.Equal(["drafted", "approved"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Approve_PastInstant_PublishesAtOnceAndNoEarlier(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);

        var approved = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddYears(-1));

        Assert.Equal(CommuniqueStatus.Published, approved.Status);
        Assert.Equal(app.Clock.GetUtcNow(), approved.Approval.EmbargoAt.ToDateTimeOffset());
    }

    [Theory, Engines]
    public async Task Approve_ByTheAuthor_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var both = await app.BothRolesAsync("auteur-imaginaire");
        var draft = (await both.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = Some.Text() })).Communique;

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.FourEyes, both.ApproveCommuniqueAsync(Some.Approval(draft, app.Clock.GetUtcNow())));

        Assert.Equal(CommuniqueStatus.Draft, (await app.GetAsync(draft.Id)).Status);
    }

    [Theory, Engines]
    public async Task Approve_ByTheEditorOfAnOlderRevision_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var editor = await app.BothRolesAsync("relectrice-imaginaire");
        var draft = await app.DraftAsync();
        draft = (await editor.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Relu"))).Communique;
        draft = (await app.Writer.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Repris"))).Communique;

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.FourEyes, editor.ApproveCommuniqueAsync(Some.Approval(draft, app.Clock.GetUtcNow())));

        Assert.Equal(CommuniqueStatus.Published, (await app.ApproveAsync(draft, app.Clock.GetUtcNow())).Status);
    }

    [Theory, Engines]
    public async Task Approve_TextEditedSinceItWasRead_IsAborted(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var read = await app.DraftAsync();
        await app.Writer.UpdateCommuniqueAsync(Some.Update(read, text => text.Body = "Un texte que l’approbateur n’a pas lu."));

        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, app.Approver.ApproveCommuniqueAsync(Some.Approval(read, app.Clock.GetUtcNow())));
    }

    [Theory, Engines]
    public async Task Approve_Twice_IsRefusedAndTheSameRequestIsAnswered(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        var request = Some.Approval(draft, app.Clock.GetUtcNow().AddHours(1));

        var first = await app.Approver.ApproveCommuniqueAsync(request);

        Assert.Equal(first, await app.Approver.ApproveCommuniqueAsync(request));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            app.Approver.ApproveCommuniqueAsync(Some.Approval(first.Communique, app.Clock.GetUtcNow())));
        request.EmbargoAt = app.Clock.GetUtcNow().ToTimestamp();
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, app.Approver.ApproveCommuniqueAsync(request));
    }

    [Theory, Engines]
    public async Task Approve_ManyAtOnce_OneStands(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await app.Approver.ApproveCommuniqueAsync(Some.Approval(draft, app.Clock.GetUtcNow()))).Communique.Approval.Slug;
            }
            catch (RpcException refused)
            {
                return refused.Reason();
            }
        }));

        Assert.Single(outcomes, outcome => outcome.StartsWith("secret-medical", StringComparison.Ordinal));
        Assert.Equal(7, outcomes.Count(outcome => outcome == Reasons.WrongState));
    }

    [Theory, Engines]
    public async Task Approve_SameTitlesAtOnce_GetAddressesOfTheirOwn(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.DraftAsync()));

        var approved = await Task.WhenAll(drafts.Select(draft => app.ApproveAsync(draft, app.Clock.GetUtcNow())));

        var slugs = approved.Select(communique => communique.Approval.Slug).ToHashSet();
        Assert.Equal(12, slugs.Count);
        Assert.Contains("secret-medical-l-ordre-rappelle-la-regle-a-l-ete-9", slugs);
    }

    [Fact]
    public async Task Approve_BadFields_AreNamedAndNothingIsWritten()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var draft = await app.DraftAsync();
        var before = await app.RowsAsync();

        await Faults.InvalidAsync(app.Approver.ApproveCommuniqueAsync(new ApproveCommuniqueRequest()), "request_id", "id", "etag", "embargo_at");
        var broken = Some.Approval(draft, app.Clock.GetUtcNow());
        broken.EmbargoAt = new Timestamp { Seconds = long.MaxValue, Nanos = -1 };
        await Faults.InvalidAsync(app.Approver.ApproveCommuniqueAsync(broken), "embargo_at");
        var absent = Some.Approval(draft, app.Clock.GetUtcNow());
        absent.Id = Some.Id();
        await Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, app.Approver.ApproveCommuniqueAsync(absent));

        Assert.Equal(before, await app.RowsAsync());
    }
}
