using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The six months of CSP L.4124-1 run from the chamber's receipt of the complete file. Today is 10 March 2026.</summary>
public class CompleteFileTests
{
    [Theory, Engines]
    public async Task RecordCompleteFile_StartsTheSixMonthsAndAllowsATransferAfterThem(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var id = await app.FiledAsync();
        var chamber = await app.CasesAsync("chambre-ile-de-france");
        Assert.Null((await GetAsync()).DecisionDueOn);
        app.GoTo(Requests.Day(2026, 3, 20));
        var request = Request(id, Requests.Day(2026, 3, 16));

        var recorded = await chamber.RecordCompleteFileAsync(request);

        Assert.Equal(recorded, await chamber.RecordCompleteFileAsync(request));
        Assert.Equal((Requests.Day(2026, 3, 16), Requests.Day(2026, 9, 16)), (recorded.Case.CompleteOn, recorded.Case.DecisionDueOn));
        Assert.Equal(("first-instance-decision", "CSP art. L.4124-1"), (recorded.Case.DecisionTime.Rule, recorded.Case.DecisionTime.Steps[0].Article));
        Assert.Equal(Requests.Day(2026, 9, 16), (await (await app.CasesAsync("cdom-75")).ListCasesAsync(new ListCasesRequest())).Cases.Single().DecisionDueOn);
        app.GoTo(Requests.Day(2026, 9, 16));
        Assert.False((await GetAsync()).TransferMayBeAsked);
        app.GoTo(Requests.Day(2026, 9, 17));
        Assert.True((await GetAsync()) is { TransferMayBeAsked: true, Status: CaseStatus.Filed, Chamber: "ile-de-france" });
        await (await app.DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(Requests.Decide(id));
        Assert.False((await GetAsync()).TransferMayBeAsked);

        async Task<Case> GetAsync() => (await chamber.GetCaseAsync(new GetCaseRequest { CaseId = id })).Case;
    }

    [Theory, Engines]
    public async Task RecordCompleteFile_CountsTheHolidaysOfTheSeat(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affair = await app.OpenAsync(DisciplineApp.Doctor974, DisciplineApp.Doctor62);
        app.GoTo(Requests.Day(2027, 6, 20));

        // Monday 20 December 2027 is the day of the abolition of slavery in La Réunion.
        Assert.Equal(Requests.Day(2027, 12, 21), await DueAsync(affair.Cases.Single(one => one.Council == "974").CaseId, "974", "la-reunion-mayotte"));
        Assert.Equal(Requests.Day(2027, 12, 20), await DueAsync(affair.Cases.Single(one => one.Council == "62").CaseId, "62", "hauts-de-france"));

        async Task<Date> DueAsync(string id, string council, string chamber)
        {
            var prepare = Requests.Prepare(id);
            prepare.Chamber = chamber;
            var referral = (await (await app.ReferralsAsync($"cdom-{council}")).PrepareReferralAsync(prepare)).Referral;
            await (await app.ReferralsAsync($"cdom-{council}-president")).SignReferralAsync(Requests.Sign(referral));
            return (await (await app.CasesAsync($"chambre-{chamber}")).RecordCompleteFileAsync(Request(id, Requests.Day(2027, 6, 20)))).Case.DecisionDueOn;
        }
    }

    [Theory, OneEngine]
    public async Task RecordCompleteFile_NotOfThisChamberOrTwiceOrDecided_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var chamber = await app.CasesAsync("chambre-ile-de-france");
        var today = Requests.Day(2026, 3, 10);

        await Faults.FailsAsync(StatusCode.NotFound, chamber.RecordCompleteFileAsync(Request(prepared.CaseId, today)));
        var id = await app.FiledAsync(DisciplineApp.Colleague75);
        await Faults.FailsAsync(StatusCode.NotFound, (await app.CasesAsync("chambre-occitanie")).RecordCompleteFileAsync(Request(id, today)));
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.CasesAsync("cdom-75")).RecordCompleteFileAsync(Request(id, today)));
        await Faults.InvalidAsync(chamber.RecordCompleteFileAsync(new RecordCompleteFileRequest()), "request_id", "case_id", "complete_on");
        await Faults.InvalidAsync(chamber.RecordCompleteFileAsync(Request(id, Requests.Day(2026, 3, 11))), "complete_on");
        await Faults.InvalidAsync(chamber.RecordCompleteFileAsync(Request(id, Requests.Day(2026, 2, 19))), "complete_on");
        await chamber.RecordCompleteFileAsync(Request(id, today));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, chamber.RecordCompleteFileAsync(Request(id, today)));
        var decided = await app.DecidedAsync();
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, chamber.RecordCompleteFileAsync(Request(decided.CaseId, today)));
        Assert.Equal(1, await app.CountAsync("complete_files"));
    }

    private static RecordCompleteFileRequest Request(string caseId, Date on) => new() { RequestId = Requests.Id(), CaseId = caseId, CompleteOn = on };
}
