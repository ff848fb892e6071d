using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class DecisionsTests
{
    [Theory, Engines]
    public async Task RecordDecision_OfTheSeisedChamber_TellsTheAppealTime(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);

        var decision = await app.DecidedAsync();

        Assert.Equal((Sanction.BanFromPractice, 3, 2), (decision.Sanction, decision.DurationMonths, decision.SuspendedMonths));
        Assert.Equal("appeal", decision.AppealTime.Rule);
        Assert.Equal(Requests.Day(2026, 4, 9), decision.AppealTime.LastDay);
        Assert.Equal(Requests.Day(2026, 4, 11), decision.EnforceableOn);
        Assert.Equal("CSP art. R.4126-44", decision.AppealTime.Steps[0].Article);
        Assert.Equal(decision.AppealTime.LastDay, decision.AppealTime.Steps[^1].Date);
        Assert.Null(decision.EnforcedAt);
        foreach (var identity in new[] { "cdom-75", "cdom-75-president", "chambre-ile-de-france", "chambre-nationale", "cnom-discipline" })
        {
            var shown = await (await app.DecisionsAsync(identity)).GetDecisionAsync(new GetDecisionRequest { DecisionId = decision.DecisionId });
            Assert.Equal(decision, shown.Decision);
        }

        var found = (await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId })).Case;
        Assert.Equal((CaseStatus.Decided, decision.DecisionId), (found.Status, found.DecisionId));
        foreach (var identity in new[] { "cdom-62", "chambre-occitanie" })
        {
            await Faults.FailsAsync(
                StatusCode.NotFound, (await app.DecisionsAsync(identity)).GetDecisionAsync(new GetDecisionRequest { DecisionId = decision.DecisionId }));
        }
    }

    [Theory, Engines]
    public async Task RecordDecision_LastDayOnASaturday_MovesToMonday(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.GoTo(Requests.Day(2026, 3, 12));

        var decision = await app.DecidedAsync(request => request.DecidedOn = request.NotifiedOn = Requests.Day(2026, 3, 12));

        Assert.Equal(Requests.Day(2026, 4, 13), decision.AppealTime.LastDay);
        Assert.Equal(Requests.Day(2026, 4, 15), decision.EnforceableOn);
        Assert.Contains(decision.AppealTime.Steps, step => step.Text.Contains("samedi 11 avril 2026", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task RecordDecision_Distance_FollowsTheResidenceOrElseTheCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var abroad = await app.DecidedAsync(request => request.FarthestResidence = Residence.Abroad);
        Assert.Equal(Requests.Day(2026, 6, 9), abroad.AppealTime.LastDay);

        var affair = await app.OpenAsync(DisciplineApp.Doctor974);
        var prepare = Requests.Prepare(affair.Cases[0].CaseId);
        prepare.Chamber = "la-reunion-mayotte";
        var referral = (await (await app.ReferralsAsync("cdom-974")).PrepareReferralAsync(prepare)).Referral;
        await (await app.ReferralsAsync("cdom-974-president")).SignReferralAsync(Requests.Sign(referral));
        var overseas = await (await app.DecisionsAsync("chambre-la-reunion-mayotte")).RecordDecisionAsync(Requests.Decide(referral.CaseId));

        // 10 March + 1 month = 10 April, + 30 days = Sunday 10 May 2026: Monday.
        Assert.Equal(Requests.Day(2026, 5, 11), overseas.Decision.AppealTime.LastDay);
        Assert.Contains(overseas.Decision.AppealTime.Steps, step => step.Article == "CPC art. 643");
    }

    [Theory, Engines]
    public async Task RecordDecision_OtherChamberUnfiledOrDecided_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var own = await app.DecisionsAsync("chambre-ile-de-france");
        var prepared = await app.PreparedAsync();
        await Faults.FailsAsync(StatusCode.NotFound, own.RecordDecisionAsync(Requests.Decide(prepared.CaseId)));

        var decided = await app.DecidedAsync();
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, own.RecordDecisionAsync(Requests.Decide(decided.CaseId)));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DecisionsAsync("chambre-occitanie")).RecordDecisionAsync(Requests.Decide(await app.FiledAsync())));
        Assert.Equal(1, await app.CountAsync("decisions"));
    }

    [Theory, Engines]
    public async Task RecordDecision_SameRequestId_AnswersOnceAndRefusesAnotherBody(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decisions = await app.DecisionsAsync("chambre-ile-de-france");
        var request = Requests.Decide(await app.FiledAsync());

        var first = await decisions.RecordDecisionAsync(request);

        Assert.Equal(first, await decisions.RecordDecisionAsync(request));
        request.SuspendedMonths = 0;
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, decisions.RecordDecisionAsync(request));
    }

    [Theory, Engines]
    public async Task RecordAppeal_OnTheLastDay_SuspendsTheDecision(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        app.GoTo(decision.AppealTime.LastDay);
        var national = await app.DecisionsAsync("chambre-nationale");
        var request = Requests.Appeal(decision, decision.AppealTime.LastDay);

        var appealed = await national.RecordAppealAsync(request);

        Assert.Equal(decision.AppealTime.LastDay, appealed.Decision.Appeal.LodgedOn);
        Assert.Equal(appealed, await national.RecordAppealAsync(request));
        var found = await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId });
        Assert.Equal(CaseStatus.Appealed, found.Case.Status);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, national.RecordAppealAsync(Requests.Appeal(decision, decision.AppealTime.LastDay)));
    }

    [Theory, Engines]
    public async Task RecordAppeal_TooLate_IsRefusedNamingTheLastDay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        app.GoTo(decision.EnforceableOn);

        var fault = await Faults.FailsAsync(
            StatusCode.FailedPrecondition, (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 4, 10))));

        Assert.Equal("APPEAL_OUT_OF_TIME", fault.Reason());
        Assert.Contains("2026-04-09", fault.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("remedies"));
    }

    [Theory, Engines]
    public async Task RecordAppeal_BadFieldsOrUnknown_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        var national = await app.DecisionsAsync("chambre-nationale");

        await Faults.InvalidAsync(national.RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 11))), "lodged_on");
        await Faults.InvalidAsync(national.RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 9))), "lodged_on");
        await Faults.InvalidAsync(national.RecordAppealAsync(new RecordAppealRequest()), "request_id", "decision_id", "lodged_on");
        await Faults.FailsAsync(
            StatusCode.NotFound,
            national.RecordAppealAsync(new RecordAppealRequest { RequestId = Requests.Id(), DecisionId = Requests.Id(), LodgedOn = Requests.Day(2026, 3, 10) }));
        Assert.Equal(0, await app.CountAsync("remedies"));
    }
}
