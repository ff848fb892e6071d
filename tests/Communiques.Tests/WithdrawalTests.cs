using System.Net;
using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class WithdrawalTests
{
    [Theory, Engines]
    public async Task Withdraw_BeforeTheInstant_MakesADraftThatNeverAppears(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        var approved = await app.ApproveAsync(await app.DraftAsync(), embargo);
        app.Clock.Freeze(embargo.AddTicks(-1));

        var draft = (await app.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved))).Communique;

        Assert.Equal((CommuniqueStatus.Draft, null), (draft.Status, draft.Approval));
        app.Clock.Freeze(embargo.AddDays(1));
        await app.RecordPublicationsAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await app.Public.GetAsync($"/communiques/{approved.Approval.Slug}")).StatusCode);
        Assert.Equal(["drafted", "approved", "approval_withdrawn"], await app.AuditAsync(draft.Id));
    }

    [Theory, Engines]
    public async Task Withdraw_ThenEditAndApproveAgain_PublishesTheNewText(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var approved = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));
        var draft = (await app.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved))).Communique;
        draft = (await app.Writer.UpdateCommuniqueAsync(Some.Update(draft, text => text.Body = "Le texte vérifié."))).Communique;

        var again = await app.ApproveAsync(draft, app.Clock.GetUtcNow());

        Assert.Equal(approved.Approval.Slug, again.Approval.Slug);
        Assert.Contains("Le texte vérifié.", await app.Public.GetStringAsync($"/communiques/{again.Approval.Slug}"), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Withdraw_AtTheInstant_IsRefused(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        var approved = await app.ApproveAsync(await app.DraftAsync(), embargo);
        app.Clock.Freeze(embargo);

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, app.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved)));
    }

    [Theory, Engines]
    public async Task Withdraw_SameRequestTwice_AnswersTheFirst(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var approved = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));
        var request = Some.Withdrawal(approved);

        var first = await app.Approver.WithdrawApprovalAsync(request);

        Assert.Equal(first, await app.Approver.WithdrawApprovalAsync(request));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, app.Approver.WithdrawApprovalAsync(Some.Withdrawal(first.Communique)));
        request.Reason = "Autre raison";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, app.Approver.WithdrawApprovalAsync(request));
    }

    [Theory, Engines]
    public async Task Withdraw_StaleEtag_IsAborted(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftAsync();
        await app.ApproveAsync(draft, app.Clock.GetUtcNow().AddHours(1));

        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, app.Approver.WithdrawApprovalAsync(Some.Withdrawal(draft)));
    }

    [Fact]
    public async Task Withdraw_BadFields_AreNamedAndNothingIsWritten()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var before = await app.RowsAsync();

        await Faults.InvalidAsync(app.Approver.WithdrawApprovalAsync(new WithdrawApprovalRequest()), "request_id", "id", "reason");
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound,
            app.Approver.WithdrawApprovalAsync(new WithdrawApprovalRequest { RequestId = Some.Id(), Id = Some.Id(), Reason = "Absent" }));

        Assert.Equal(before, await app.RowsAsync());
    }
}
