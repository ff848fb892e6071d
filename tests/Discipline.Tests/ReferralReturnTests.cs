using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A president who does not sign returns the version to its clerk.</summary>
public class ReferralReturnTests
{
    [Theory, Engines]
    public async Task ReturnReferral_PreparedVersion_WaitsForItsClerkUntilItIsRevised(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var before = await app.CaseAsync(prepared.CaseId);
        var president = await app.ReferralsAsync("cdom-75-president");
        var request = Requests.Return(prepared);

        var returned = (await president.ReturnReferralAsync(request)).Referral;

        Assert.Equal(returned, (await president.ReturnReferralAsync(request)).Referral);
        Assert.Equal(("cdom-75-president", request.Reason, prepared.Etag), (returned.ReturnedBy, returned.ReturnReason, returned.Etag));
        Assert.Equal(app.Clock.GetUtcNow(), returned.ReturnedAt.ToDateTimeOffset(), TimeSpan.FromMinutes(1));
        var clerk = await app.ReferralsAsync("cdom-75");
        Assert.Equal(returned, (await clerk.GetReferralAsync(new GetReferralRequest { CaseId = prepared.CaseId })).Referral);
        var file = await app.CaseAsync(prepared.CaseId);
        Assert.Equal((CaseStatus.Opened, before.NextDeadline), (file.Status, file.NextDeadline));
        Assert.NotEqual(before.Etag, file.Etag);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.SignReferralAsync(Requests.Sign(prepared)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.ReturnReferralAsync(Requests.Return(prepared)));

        var revision = Requests.Prepare(prepared.CaseId);
        (revision.ReasonedOpinion, revision.Etag) = ("Avis précisé.", prepared.Etag);
        var revised = (await clerk.PrepareReferralAsync(revision)).Referral;

        Assert.Equal(("", null, ""), (revised.ReturnedBy, revised.ReturnedAt, revised.ReturnReason));
        Assert.Equal(CaseStatus.ReferralPrepared, (await app.CaseAsync(prepared.CaseId)).Status);
        Assert.Equal("cdom-75-president", (await president.SignReferralAsync(Requests.Sign(revised))).Referral.SignedBy);
        Assert.Equal(CaseStatus.Filed, (await app.CaseAsync(prepared.CaseId)).Status);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'discipline.referral.returned'"));
    }

    [Theory, Engines]
    public async Task ReturnReferral_OfAComplaint_GoesBackToTheDeliberation(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        await app.ConciliatedAsync(caseId);
        var deliberated = await app.DeliberatedAsync(caseId);
        var clerk = await app.ReferralsAsync("cdom-75");
        var president = await app.ReferralsAsync("cdom-75-president");
        var first = (await clerk.PrepareReferralAsync(CouncilRequests.Prepare(caseId))).Referral;

        await president.ReturnReferralAsync(Requests.Return(first));

        var file = await app.CaseAsync(caseId);
        Assert.Equal((CaseStatus.Deliberated, deliberated.NextDeadline), (file.Status, file.NextDeadline));
        // The same content again is a version of its own: the clerk has an answer to the reason.
        var again = CouncilRequests.Prepare(caseId);
        again.Etag = first.Etag;
        var second = (await clerk.PrepareReferralAsync(again)).Referral;
        Assert.NotEqual(first.Etag, second.Etag);
        Assert.Equal(CaseStatus.ReferralPrepared, (await app.CaseAsync(caseId)).Status);
        await president.ReturnReferralAsync(Requests.Return(second));
        Assert.Equal(CaseStatus.Deliberated, (await app.CaseAsync(caseId)).Status);
        Assert.Equal(2, await app.CountAsync("referral_returns"));
    }

    [Theory, Engines]
    public async Task ReturnReferral_WhoeverWroteAVersion_IsLetIn(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        var both = app.Service.ClientWithToken<ReferralsService.ReferralsServiceClient>(await TestIdentities.TokenAsync(
            "cdom-75-president", token => token.Claims["roles"] = new[] { "departmental_clerk", "departmental_president" }));
        var prepared = (await both.PrepareReferralAsync(Requests.Prepare(affair.Cases[0].CaseId))).Referral;

        Assert.Equal("cdom-75-president", (await both.ReturnReferralAsync(Requests.Return(prepared))).Referral.ReturnedBy);
    }

    [Theory, OneEngine]
    public async Task ReturnReferral_BadFields_NamesEach(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var president = await app.ReferralsAsync("cdom-75-president");

        await Faults.InvalidAsync(president.ReturnReferralAsync(new ReturnReferralRequest()), "request_id", "case_id", "etag", "reason");
        foreach (var reason in new[] { "Trop bref", new string('a', 2_001) })
        {
            await Faults.InvalidAsync(
                president.ReturnReferralAsync(new ReturnReferralRequest { RequestId = Requests.Id(), CaseId = Requests.Id(), Etag = "1", Reason = reason }),
                "reason");
        }
    }

    [Theory, OneEngine]
    public async Task ReturnReferral_NothingPreparedStaleSignedOrAnothers_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var president = await app.ReferralsAsync("cdom-75-president");
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        var none = new Referral { CaseId = affair.Cases[0].CaseId, Etag = "1" };
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.ReturnReferralAsync(Requests.Return(none)));
        var prepared = await app.PreparedAsync();
        var other = await app.ReferralsAsync("cdom-62-president");
        await Faults.FailsAsync(StatusCode.NotFound, other.ReturnReferralAsync(Requests.Return(prepared)));
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, president.ReturnReferralAsync(Requests.Return(new Referral(prepared) { Etag = "7" })));
        var request = Requests.Return(prepared);
        await president.SignReferralAsync(Requests.Sign(prepared));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.ReturnReferralAsync(request));

        Assert.Equal(0, await app.CountAsync("referral_returns"));
    }

    [Theory, OneEngine]
    public async Task ReturnReferral_EndedCase_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        await (await app.CasesAsync("cdom-75")).RecordDeathAsync(
            new RecordDeathRequest { RequestId = Requests.Id(), CaseId = prepared.CaseId, DiedOn = Requests.Day(2026, 3, 9) });

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED", (await app.ReferralsAsync("cdom-75-president")).ReturnReferralAsync(Requests.Return(prepared)));
        Assert.Equal(0, await app.CountAsync("referral_returns"));
    }

    [Theory, Engines]
    public async Task SignReferral_OldSignIn_IsRefusedUntilASignIn(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var president = app.Service.ClientWithToken<ReferralsService.ReferralsServiceClient>(await TestIdentities.TokenAsync(
            "cdom-75-president", token => token.Claims["auth_time"] = DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds()));
        var sign = Requests.Sign(prepared);

        await Faults.ReasonAsync(StatusCode.Unauthenticated, Reasons.StepUpRequired, president.SignReferralAsync(sign));

        Assert.Equal(0, await app.CountAsync("filings"));
        // The same request, with the token of a new sign-in.
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(sign);
        Assert.Equal(CaseStatus.Filed, (await app.CaseAsync(prepared.CaseId)).Status);
    }
}
