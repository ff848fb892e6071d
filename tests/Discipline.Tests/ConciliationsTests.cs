using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Conciliation of a complaint registered on 2 March 2026 (CSP L.4123-2, R.4123-18 to R.4123-21).</summary>
public class ConciliationsTests
{
    [Theory, Engines]
    public async Task Conciliation_Total_EndsTheCase(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var conciliations = await app.ConciliationsAsync();
        await Faults.FailsAsync(StatusCode.NotFound, conciliations.GetConciliationAsync(new GetConciliationRequest { CaseId = caseId }));
        var summons = CouncilRequests.Summon(caseId);

        var summoned = (await conciliations.SummonConciliationAsync(summons)).Case;

        Assert.Equal(summoned, (await conciliations.SummonConciliationAsync(summons)).Case);
        Assert.Equal((CaseStatus.ConciliationSummoned, "transmission-to-chamber"), (summoned.Status, summoned.NextDeadline.Rule));
        Assert.Equal(Requests.Day(2026, 6, 2), summoned.NextDeadline.LastDay);
        var ended = (await conciliations.RecordConciliationAsync(CouncilRequests.Minutes(caseId, ConciliationOutcome.Total))).Case;
        Assert.Equal((CaseStatus.Conciliated, (NextDeadline?)null), (ended.Status, ended.NextDeadline));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", conciliations.SummonConciliationAsync(CouncilRequests.Summon(caseId)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED", (await app.DeliberationsAsync()).RecordDeliberationAsync(CouncilRequests.Deliberate(caseId)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED", (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(CouncilRequests.Prepare(caseId)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", (await app.ComplaintsAsync()).RecordWithdrawalAsync(Withdraw(caseId)));
    }

    [Theory, Engines]
    public async Task Conciliation_Partial_KeepsThePointsAndEveryMeeting(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var conciliations = await app.ConciliationsAsync();
        await conciliations.SummonConciliationAsync(CouncilRequests.Summon(caseId));
        var stale = CouncilRequests.Summon(caseId);
        stale.Etag = "1";
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, conciliations.SummonConciliationAsync(stale));

        await app.ConciliatedAsync(caseId, ConciliationOutcome.Partial);

        var conciliation = (await conciliations.GetConciliationAsync(new GetConciliationRequest { CaseId = caseId })).Conciliation;
        Assert.Equal(("75", 2, CouncilRequests.Disagreement), (conciliation.Council, conciliation.Summonses.Count, conciliation.Minutes.Disagreements));
        Assert.Equal(["Ambre Vasseline"], conciliation.Summonses[1].Conciliators);
        Assert.Equal(CaseStatus.NotConciliated, (await app.CaseAsync(caseId)).Status);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, conciliations.RecordConciliationAsync(CouncilRequests.Minutes(caseId)));
    }

    [Theory, OneEngine]
    public async Task Conciliation_OfABadRequest_NamesEachField(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Roche";
        var caseId = await app.ComplainedAsync();
        var conciliations = await app.ConciliationsAsync();
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, conciliations.RecordConciliationAsync(CouncilRequests.Minutes(caseId)));

        var concerned = CouncilRequests.Summon(caseId);
        concerned.Conciliators.Add("ROCHE  camille");
        await Faults.InvalidAsync(conciliations.SummonConciliationAsync(concerned), "conciliators[1]");
        var early = CouncilRequests.Summon(caseId);
        (early.SentOn, early.MeetingOn) = (Requests.Day(2026, 3, 1), Requests.Day(2026, 3, 1));
        await Faults.InvalidAsync(conciliations.SummonConciliationAsync(early), "sent_on");
        early.MeetingOn = Requests.Day(2026, 2, 28);
        early.Conciliators.Add("vasseline ambre");
        await Faults.InvalidAsync(conciliations.SummonConciliationAsync(early), "meeting_on", "conciliators");

        await conciliations.SummonConciliationAsync(CouncilRequests.Summon(caseId));
        var minutes = CouncilRequests.Minutes(caseId, ConciliationOutcome.AuthorAbsent);
        (minutes.Disagreements, minutes.SignedByRespondent, minutes.SignedByConciliators) = ("Un point.", false, false);
        await Faults.InvalidAsync(
            conciliations.RecordConciliationAsync(minutes), "disagreements", "signed_by_author", "signed_by_respondent", "signed_by_conciliators");
        minutes = CouncilRequests.Minutes(caseId);
        minutes.HeldOn = Requests.Day(2026, 3, 4);
        await Faults.InvalidAsync(conciliations.RecordConciliationAsync(minutes), "held_on");
    }

    [Theory, Engines]
    public async Task OtherCouncil_NamedByTheNationalPresident_ConciliatesAndSeesNoVote(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var council = await app.ConciliationsAsync();
        var other = await app.ConciliationsAsync("cdom-92");
        var national = await app.ConciliationsAsync("cnom-discipline");
        var name = new NameConciliatingCouncilRequest { RequestId = Requests.Id(), CaseId = caseId, Council = "92", NamedOn = Requests.Day(2026, 3, 4) };
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.NameConciliatingCouncilAsync(name));

        var asked = (await council.RequestOtherCouncilAsync(
            new RequestOtherCouncilRequest { RequestId = Requests.Id(), CaseId = caseId, RequestedOn = Requests.Day(2026, 3, 3) })).Case;

        Assert.Equal(("conciliation-summons", DeadlineActor.NationalCouncil), (asked.NextDeadline.Rule, asked.NextDeadline.Actor));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, council.SummonConciliationAsync(CouncilRequests.Summon(caseId)));
        await Faults.FailsAsync(StatusCode.NotFound, other.SummonConciliationAsync(CouncilRequests.Summon(caseId)));
        name.Council = "75";
        await Faults.InvalidAsync(national.NameConciliatingCouncilAsync(name), "council");
        name.Council = "92";
        Assert.Equal(DeadlineActor.ConciliatingCouncil, (await national.NameConciliatingCouncilAsync(name)).Case.NextDeadline.Actor);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, council.SummonConciliationAsync(CouncilRequests.Summon(caseId)));
        await other.SummonConciliationAsync(CouncilRequests.Summon(caseId));
        await other.RecordConciliationAsync(CouncilRequests.Minutes(caseId));
        Assert.Equal("92", (await council.GetConciliationAsync(new GetConciliationRequest { CaseId = caseId })).Conciliation.Council);
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DeliberationsAsync("cdom-92")).RecordDeliberationAsync(CouncilRequests.Deliberate(caseId)));
        await app.DeliberatedAsync(caseId);
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DeliberationsAsync("cdom-92")).GetDeliberationAsync(new GetDeliberationRequest { CaseId = caseId }));
        await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(CouncilRequests.Prepare(caseId));
        foreach (var reader in new[] { "cdom-92", "cnom-discipline" })
            await Faults.FailsAsync(StatusCode.NotFound, (await app.ReferralsAsync(reader)).GetReferralAsync(new GetReferralRequest { CaseId = caseId }));
        // The national council follows the stages only.
        Assert.True(await app.CaseAsync(caseId, "cnom-discipline") is { Status: CaseStatus.ReferralPrepared, Facts: "" });
    }

    [Theory, Engines]
    public async Task Withdrawal_EndsTheCaseUnlessTheCouncilGoesOn(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaints = await app.ComplaintsAsync();
        var ended = await app.ComplainedAsync();
        Assert.Equal(CaseStatus.Withdrawn, (await complaints.RecordWithdrawalAsync(Withdraw(ended))).Case.Status);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", complaints.RecordWithdrawalAsync(Withdraw(ended)));

        var goesOn = await app.ComplainedAsync();
        var withdrawal = Withdraw(goesOn);
        withdrawal.CouncilContinues = true;
        Assert.Equal("transmission-to-chamber", (await complaints.RecordWithdrawalAsync(withdrawal)).Case.NextDeadline.Rule);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, complaints.RecordWithdrawalAsync(Withdraw(goesOn)));
        var deliberations = await app.DeliberationsAsync();
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "SEISIN_REGIME", deliberations.RecordDeliberationAsync(CouncilRequests.Deliberate(goesOn)));
        Assert.Equal(CaseStatus.Deliberated, (await app.DeliberatedAsync(goesOn, DeliberationOutcome.OwnName)).Status);
    }

    [Fact]
    public void Deadlines_EveryOpenStatus_HasOneAndNoEndedStatus()
    {
        foreach (var status in Enum.GetValues<CaseStatus>().Where(status => status != CaseStatus.Unspecified))
        {
            foreach (var council in new[] { "75", "986", "987", "988", "974" })
            {
                var day = new DateOnly(2026, 3, 2);
                var limit = new TimeLimit { Rule = "appeal", From = Requests.Day(2026, 3, 2), LastDay = Requests.Day(2026, 4, 2) };
                var row = new CaseRow
                {
                    Status = status, Council = council, ComplaintId = status == CaseStatus.Opened ? "" : "c", AuthorKind = AuthorKind.Patient,
                    RegisteredOn = status == CaseStatus.Opened ? null : day, FiledOn = day, WaitsSince = day,
                    AppealTime = Google.Protobuf.MessageExtensions.ToByteArray(limit), OpenedAt = DisciplineApp.Start,
                };
                var deadline = CaseDeadlines.Next(row);
                Assert.Equal(CaseRules.IsEnded(status) || status == CaseStatus.Enforceable, deadline is null);
                Assert.True(deadline is null || deadline.LastDay is not null && deadline.Rule.Length > 0 && deadline.Actor != DeadlineActor.Unspecified);
            }
        }
    }

    private static RecordWithdrawalRequest Withdraw(string caseId) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, WithdrawnOn = Requests.Day(2026, 3, 6) };
}
