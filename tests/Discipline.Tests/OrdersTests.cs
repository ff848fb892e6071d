using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Rapporteur, withdrawals, and orders of the president (CSP R.4126-5, R.4126-17). Today is 10 March 2026.</summary>
public class OrdersTests
{
    [Theory, Engines]
    public async Task AppointRapporteur_KnewTheCaseOrSitsInTheCouncil_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredComplaintAsync();
        // Conciliator, member of the deliberation, recused member, author, respondent.
        foreach (var name in new[] { "Ambre Vasseline", "Corentin DUBOSQUET", "Marchandeau Solveig", CouncilRequests.AuthorName, "Camille Roche" })
        {
            var barred = ChamberRequests.Appoint(caseId);
            barred.Name = name;
            await Faults.InvalidAsync(instructions.AppointRapporteurAsync(barred), "name");
        }

        var ofCouncil = ChamberRequests.Appoint(caseId);
        ofCouncil.Council = "75";
        await Faults.InvalidAsync(instructions.AppointRapporteurAsync(ofCouncil), "council");
        await Faults.InvalidAsync(
            instructions.AppointRapporteurAsync(new AppointRapporteurRequest { Council = "999" }), "request_id", "case_id", "name", "council", "appointed_on");
        var early = ChamberRequests.Appoint(caseId);
        early.AppointedOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(instructions.AppointRapporteurAsync(early), "appointed_on");

        var request = ChamberRequests.Appoint(caseId);
        await instructions.AppointRapporteurAsync(request);
        await instructions.AppointRapporteurAsync(request);
        var second = ChamberRequests.Appoint(caseId);
        (second.Name, second.Council) = ("Basile Quervain", "");

        Assert.Equal(
            [ChamberRequests.Reporter, "Basile Quervain"], (await instructions.AppointRapporteurAsync(second)).Instruction.Rapporteurs.Select(one => one.Name));
    }

    [Theory, Engines]
    public async Task AppointRapporteur_OfTheCouncilOfTheRegister_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        // On the register of council 92 when the chamber is seised: the same chamber.
        app.Register.Councils[DisciplineApp.Doctor75] = "92";
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(prepared));
        var instructions = await app.InstructionsAsync();
        var registered = (await instructions.RegisterCaseAsync(ChamberRequests.Register(prepared.CaseId))).Instruction;
        Assert.Contains("conseil départemental 92", registered.Competence, StringComparison.Ordinal);

        foreach (var council in new[] { "92", "75" })
        {
            var barred = ChamberRequests.Appoint(prepared.CaseId);
            barred.Council = council;
            await Faults.InvalidAsync(instructions.AppointRapporteurAsync(barred), "council");
        }

        // That council is heard, though it is not a party (CSP R.4126-14).
        var ask = ChamberRequests.Ask(prepared.CaseId, MemorandumKind.Observations);
        (ask.Party, ask.LastDay) = (CaseParty.RegisterCouncil, Requests.Day(2026, 3, 31));
        Assert.Equal("council-observations", (await instructions.RequestMemorandumAsync(ask)).Instruction.Requests.Single().Rule);
    }

    [Theory, Engines]
    public async Task Withdrawal_OfEveryComplainant_EndsTheCaseByOrder(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        // The council associated itself: it complains too.
        var caseId = await app.RegisteredComplaintAsync();
        await WrongAsync(instructions.RecordOrderAsync(ChamberRequests.Order(caseId, OrderGround.Withdrawal)));
        await Faults.InvalidAsync(instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(caseId, CaseParty.Respondent)), "party");
        await instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(caseId, CaseParty.Author));
        await WrongAsync(instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(caseId, CaseParty.Author)));
        var partial = (await instructions.RecordOrderAsync(ChamberRequests.Order(caseId, OrderGround.Withdrawal))).Instruction;
        Assert.False(partial.Orders.Single().EndsCase);
        Assert.Equal(0, await app.CountAsync("chamber_endings"));
        // The author is no longer a party to summon; the council stays one.
        var hearing = await app.HearingAsync(caseId);
        Assert.Equal([CaseParty.Respondent, CaseParty.Council], hearing.Awaited);
        await instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(caseId, CaseParty.Council));

        var ended = (await instructions.RecordOrderAsync(ChamberRequests.Order(caseId, OrderGround.Withdrawal))).Instruction;

        Assert.Equal([false, true], ended.Orders.Select(order => order.EndsCase));
        Assert.Equal(ended, await app.InstructionAsync(caseId));
        Assert.Equal("Withdrawal", await KindAsync(app));
        var hearings = await app.HearingsAsync();
        Assert.True((await hearings.ListHearingsAsync(new ListHearingsRequest())).Hearings.Single().CaseEnded);
        await EndedAsync(hearings.RecordHearingAsync(ChamberRequests.Postpone(hearing, ChamberRequests.Today)));
        await EndedAsync(instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId)));
        await EndedAsync(hearings.SetHearingAsync(ChamberRequests.Set(caseId)));
        await EndedAsync(instructions.RecordOrderAsync(ChamberRequests.Order(caseId, OrderGround.NoNeedToRule)));
    }

    [Theory, Engines]
    public async Task Withdrawal_WhenTheCouncilOnlyTransmitted_IsTheAuthorsAlone(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        await app.ConciliatedAsync(caseId);
        await app.DeliberatedAsync(caseId, DeliberationOutcome.Transmit);
        var referral = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(CouncilRequests.Prepare(caseId))).Referral;
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        var instructions = await app.InstructionsAsync();
        await instructions.RegisterCaseAsync(ChamberRequests.Register(caseId));
        await Faults.InvalidAsync(instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(caseId, CaseParty.Council)), "party");
        app.GoTo(Requests.Day(2026, 3, 12));
        var withdrawal = ChamberRequests.Withdraw(caseId, CaseParty.Author);
        withdrawal.WithdrawnOn = Requests.Day(2026, 3, 12);
        await instructions.RecordChamberWithdrawalAsync(withdrawal);
        // An order of a day before the withdrawal acknowledges nothing.
        await WrongAsync(instructions.RecordOrderAsync(ChamberRequests.Order(caseId, OrderGround.Withdrawal)));
        var order = ChamberRequests.Order(caseId, OrderGround.Withdrawal);
        order.DecidedOn = Requests.Day(2026, 3, 12);

        Assert.True((await instructions.RecordOrderAsync(order)).Instruction.Orders.Single().EndsCase);
    }

    [Theory, Engines]
    public async Task RecordOrder_EndsTheCaseUnlessItRulesOnASeries(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        foreach (var ground in new[] { OrderGround.Incompetence, OrderGround.NoNeedToRule, OrderGround.Inadmissible, OrderGround.Series })
        {
            var order = ChamberRequests.Order(await app.RegisteredAsync(), ground);
            order.CannotBeRegularised = ground == OrderGround.Inadmissible;

            var recorded = (await instructions.RecordOrderAsync(order)).Instruction;

            Assert.Equal(recorded, (await instructions.RecordOrderAsync(order)).Instruction);
            Assert.Equal((ground, ground != OrderGround.Series), (recorded.Orders.Single().Ground, recorded.Orders.Single().EndsCase));
        }

        Assert.Equal(3, await app.CountAsync("chamber_endings"));
        Assert.Equal("Order", await KindAsync(app));
    }

    [Theory, Engines]
    public async Task RecordOrder_Inadmissible_WaitsForTheTimeToRegularise(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 4, 20));
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId, MemorandumKind.Regularisation));
        var order = ChamberRequests.Order(caseId, OrderGround.Inadmissible);
        (order.Regularisation, order.DecidedOn) = (1, Requests.Day(2026, 4, 20));
        await Faults.InvalidAsync(instructions.RecordOrderAsync(order), "regularisation");
        order.Regularisation = 2;
        // The day of the receipt is not known.
        await WrongAsync(instructions.RecordOrderAsync(order));
        await instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 2, Requests.Day(2026, 3, 12)));
        // Fifteen days from 12 March end on Friday 27.
        order.DecidedOn = Requests.Day(2026, 3, 27);
        await WrongAsync(instructions.RecordOrderAsync(order));
        var answered = ChamberRequests.Produce(caseId, Requests.Day(2026, 3, 27), 2);
        order.DecidedOn = Requests.Day(2026, 3, 28);

        Assert.True((await instructions.RecordOrderAsync(order)).Instruction.Orders.Single().EndsCase);

        await EndedAsync(instructions.RecordMemorandumAsync(answered));
    }

    [Theory, OneEngine]
    public async Task RecordOrder_AnsweredDemandOrBadFields_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 4, 20));
        var demand = ChamberRequests.Ask(caseId, MemorandumKind.Regularisation);
        demand.ReceivedOn = Requests.Day(2026, 3, 12);
        await instructions.RequestMemorandumAsync(demand);
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 3, 27), 1));
        var order = ChamberRequests.Order(caseId, OrderGround.Inadmissible);
        await Faults.InvalidAsync(instructions.RecordOrderAsync(order), "regularisation");
        (order.Regularisation, order.DecidedOn) = (1, Requests.Day(2026, 4, 20));
        await WrongAsync(instructions.RecordOrderAsync(order));
        order.CannotBeRegularised = true;
        await Faults.InvalidAsync(instructions.RecordOrderAsync(order), "regularisation");
        order.Ground = OrderGround.Incompetence;
        await Faults.InvalidAsync(instructions.RecordOrderAsync(order), "regularisation", "cannot_be_regularised");
        await Faults.InvalidAsync(instructions.RecordOrderAsync(new RecordOrderRequest()), "request_id", "case_id", "ground", "decided_on");
        await Faults.InvalidAsync(
            instructions.RecordChamberWithdrawalAsync(new RecordChamberWithdrawalRequest()), "request_id", "case_id", "party", "withdrawn_on");
        var early = ChamberRequests.Withdraw(caseId, CaseParty.Council);
        early.WithdrawnOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(instructions.RecordChamberWithdrawalAsync(early), "withdrawn_on");
        order = ChamberRequests.Order(caseId, OrderGround.NoNeedToRule);
        order.DecidedOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(instructions.RecordOrderAsync(order), "decided_on");
        await (await app.CasesAsync(ChamberApp.Registry)).RecordDeathAsync(
            new RecordDeathRequest { RequestId = Requests.Id(), CaseId = caseId, DiedOn = Requests.Day(2026, 4, 1) });
        await EndedAsync(instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 20))));
        await EndedAsync(instructions.AppointRapporteurAsync(ChamberRequests.Appoint(caseId)));
        Assert.Equal(0, await app.CountAsync("president_orders"));
    }

    private static Task<string?> KindAsync(DisciplineApp app) =>
        app.Service.Database.ReadAsync(sql => sql.SingleOrDefaultAsync<string>("select distinct kind from chamber_endings"), CancellationToken.None);

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);

    private static Task EndedAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", call);
}
