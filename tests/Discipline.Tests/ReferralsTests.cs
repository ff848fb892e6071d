using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class ReferralsTests
{
    [Theory, Engines]
    public async Task PrepareThenSign_FilesTheCaseWithTheChamber(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var president = await app.CasesAsync("cdom-75-president");
        var chamber = await app.CasesAsync("chambre-ile-de-france");
        Assert.Equal("cdom-75", prepared.PreparedBy);
        Assert.Equal(CaseStatus.ReferralPrepared, (await president.GetCaseAsync(new GetCaseRequest { CaseId = prepared.CaseId })).Case.Status);
        await Faults.FailsAsync(StatusCode.NotFound, chamber.GetCaseAsync(new GetCaseRequest { CaseId = prepared.CaseId }));

        var signed = (await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(prepared))).Referral;

        Assert.Equal("cdom-75-president", signed.SignedBy);
        var filed = (await chamber.GetCaseAsync(new GetCaseRequest { CaseId = prepared.CaseId })).Case;
        Assert.Equal((CaseStatus.Filed, "ile-de-france"), (filed.Status, filed.Chamber));
        Assert.Equal(Requests.Day(2026, 3, 10), filed.FiledOn);
        Assert.Null(filed.DecisionDueOn);
        Assert.Equal(signed, (await (await app.ReferralsAsync("chambre-ile-de-france")).GetReferralAsync(new GetReferralRequest { CaseId = prepared.CaseId })).Referral);
        var other = await app.CasesAsync("chambre-occitanie");
        await Faults.FailsAsync(StatusCode.NotFound, other.GetCaseAsync(new GetCaseRequest { CaseId = prepared.CaseId }));
        Assert.Empty((await other.ListCasesAsync(new ListCasesRequest())).Cases);
    }

    [Theory, Engines]
    public async Task PrepareReferral_BadFields_NamesEachAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        var referrals = await app.ReferralsAsync("cdom-75");

        var request = Requests.Prepare("x");
        request.RequestId = "";
        request.Chamber = "atlantide";
        request.Articles.Add([113, 0]);
        request.ReasonedOpinion = " \n ";
        request.DeliberatedOn = Requests.Day(2026, 3, 11);
        await Faults.InvalidAsync(referrals.PrepareReferralAsync(request),
            "request_id", "case_id", "chamber", "articles[2]", "articles[3]", "reasoned_opinion", "deliberated_on");

        var empty = Requests.Prepare(affair.Cases[0].CaseId);
        empty.Articles.Clear();
        empty.DeliberatedOn = null;
        await Faults.InvalidAsync(referrals.PrepareReferralAsync(empty), "articles", "deliberated_on");

        var twice = Requests.Prepare(affair.Cases[0].CaseId);
        twice.Articles.Add(4);
        await Faults.InvalidAsync(referrals.PrepareReferralAsync(twice), "articles");

        var elsewhere = Requests.Prepare(affair.Cases[0].CaseId);
        elsewhere.Chamber = "occitanie";
        elsewhere.DeliberatedOn = Requests.Day(2026, 2, 19);
        await Faults.InvalidAsync(referrals.PrepareReferralAsync(elsewhere), "chamber", "deliberated_on");
        Assert.Equal(0, await app.CountAsync("referral_versions"));
    }

    [Theory, Engines]
    public async Task PrepareAndSign_AnotherCouncil_IsNotFound(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();

        await Faults.FailsAsync(StatusCode.NotFound, (await app.ReferralsAsync("cdom-62")).PrepareReferralAsync(Requests.Prepare(prepared.CaseId)));
        await Faults.FailsAsync(StatusCode.NotFound, (await app.ReferralsAsync("cdom-62-president")).SignReferralAsync(Requests.Sign(prepared)));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.ReferralsAsync("cdom-62")).GetReferralAsync(new GetReferralRequest { CaseId = prepared.CaseId }));
        Assert.Equal(0, await app.CountAsync("filings"));
    }

    [Theory, Engines]
    public async Task SignReferral_WhoeverWroteAVersion_IsRefusedByFourEyes(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        // The first version is by a president who is also a clerk; the current version is by another clerk.
        var both = app.Service.ClientWithToken<ReferralsService.ReferralsServiceClient>(await TestIdentities.TokenAsync(
            "cdom-75-president", token => token.Claims["roles"] = new[] { "departmental_clerk", "departmental_president" }));
        var first = (await both.PrepareReferralAsync(Requests.Prepare(affair.Cases[0].CaseId))).Referral;
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.SignReferralAsync(Requests.Sign(first)));

        var again = Requests.Prepare(first.CaseId);
        again.Articles.Add(7);
        again.Etag = first.Etag;
        var second = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(again)).Referral;

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.SignReferralAsync(Requests.Sign(second)));
        Assert.Equal(0, await app.CountAsync("filings"));
    }

    [Theory, Engines]
    public async Task PrepareReferral_Again_KeepsVersionsAndAsksTheEtag(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var referrals = await app.ReferralsAsync("cdom-75");
        var first = await app.PreparedAsync();

        var revision = Requests.Prepare(first.CaseId);
        revision.ReasonedOpinion = "Nouvel avis.";
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, referrals.PrepareReferralAsync(revision));
        revision.Etag = first.Etag;
        var second = (await referrals.PrepareReferralAsync(revision)).Referral;
        Assert.NotEqual(first.Etag, second.Etag);

        // The president has read the first version, so an etag of that version must not sign the second.
        var president = await app.ReferralsAsync("cdom-75-president");
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, president.SignReferralAsync(Requests.Sign(first)));
        var unread = Requests.Sign(second);
        unread.Etag = "";
        await Faults.InvalidAsync(president.SignReferralAsync(unread), "etag");

        Assert.Equal(2, await app.CountAsync("referral_versions"));
        Assert.Equal(second, (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = first.CaseId })).Referral);
    }

    private static readonly Dictionary<string, Action<PrepareReferralRequest>?> Revisions = new()
    {
        ["PrepareReferral_SameContent_KeepsTheVersion"] = null,
        ["PrepareReferral_OtherArticles_AddsAVersion"] = request => request.Articles.Add(7),
        ["PrepareReferral_OtherOpinion_AddsAVersion"] = request => request.ReasonedOpinion += " Il l'est.",
        ["PrepareReferral_OtherDay_AddsAVersion"] = request => request.DeliberatedOn = Requests.Day(2026, 3, 8),
    };

    [Theory, EachCase(nameof(Revisions))]
    public async Task Revision(SqlEngine engine, string name)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var first = await app.PreparedAsync();
        var request = Requests.Prepare(first.CaseId);
        request.Etag = first.Etag;
        var change = Revisions[name];
        change?.Invoke(request);

        var again = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(request)).Referral;

        Assert.Equal(change is null, again.Equals(first));
        Assert.Equal(change is null ? 1 : 2, await app.CountAsync("referral_versions"));
    }

    [Theory, Engines]
    public async Task PrepareReferral_SeveralAtOnceFromOneVersion_LetsOneThrough(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var referrals = await app.ReferralsAsync("cdom-75");
        var first = await app.PreparedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var revision = Requests.Prepare(first.CaseId);
            revision.ReasonedOpinion = $"Avis {i}.";
            revision.Etag = first.Etag;
            try
            {
                await referrals.PrepareReferralAsync(revision);
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));

        Assert.Single(outcomes, StatusCode.OK);
        Assert.Equal(5, outcomes.Count(outcome => outcome == StatusCode.Aborted));
        Assert.Equal(2, await app.CountAsync("referral_versions"));
    }

    [Theory, Engines]
    public async Task SignReferral_TwiceOrUnprepared_IsRefusedAndFilesOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var president = await app.ReferralsAsync("cdom-75-president");
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState,
            president.SignReferralAsync(new SignReferralRequest { RequestId = Requests.Id(), CaseId = affair.Cases[0].CaseId, Etag = "1" }));
        await Faults.FailsAsync(StatusCode.NotFound, president.GetReferralAsync(new GetReferralRequest { CaseId = affair.Cases[0].CaseId }));

        var prepared = await app.PreparedAsync();
        var request = Requests.Sign(prepared);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TryAsync(i % 2 == 0 ? request : Requests.Sign(prepared))));

        Assert.Contains(StatusCode.OK, outcomes);
        Assert.All(outcomes, outcome => Assert.True(outcome is StatusCode.OK or StatusCode.FailedPrecondition, $"{outcome}"));
        Assert.Equal(1, await app.CountAsync("filings"));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, president.SignReferralAsync(Requests.Sign(prepared)));
        var late = Requests.Prepare(prepared.CaseId);
        late.Etag = prepared.Etag;
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(late));

        async Task<StatusCode> TryAsync(SignReferralRequest sign)
        {
            try
            {
                await president.SignReferralAsync(sign);
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }
    }

    [Theory, Engines]
    public async Task PrepareReferral_SameRequestId_AnswersOnceAndRefusesAnotherBody(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var referrals = await app.ReferralsAsync("cdom-75");
        var affair = await app.OpenAsync(DisciplineApp.Doctor75);
        var request = Requests.Prepare(affair.Cases[0].CaseId);

        var first = await referrals.PrepareReferralAsync(request);

        Assert.Equal(first, await referrals.PrepareReferralAsync(request));
        Assert.Equal(1, await app.CountAsync("referral_versions"));
        request.ReasonedOpinion = "Autre.";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, referrals.PrepareReferralAsync(request));
    }
}
