using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Transfers by the president of the national chamber (CSP L.4124-1, R.4126-8-1 to R.4126-10). The chamber of Île-de-France loses the case.</summary>
public class TransfersTests
{
    private const string Other = "chambre-normandie";
    private const string Overseas = "chambre-la-reunion-mayotte";
    private static readonly Date Today = ChamberRequests.Today;

    [Theory, Engines]
    public async Task Delay_APartyAsksAndThePresidentOrders_TheCaseIsTheOtherChambers(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        await CompleteAsync(app, caseId);
        app.GoTo(Requests.Day(2026, 9, 11));
        var national = await app.TransfersAsync();
        var before = await app.CaseAsync(caseId, ChamberApp.Registry);
        Assert.True(before.TransferMayBeAsked);

        var asked = (await national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11)))).Transfers;

        // The request takes nothing from the first chamber.
        Assert.Equal("ile-de-france", (await app.CaseAsync(caseId, ChamberApp.Registry)).Chamber);
        var order = Order(caseId, asked.Requests.Single(), Requests.Day(2026, 9, 11));
        var ordered = (await national.OrderTransferAsync(order)).Transfers;

        Assert.Equal(ordered, (await national.OrderTransferAsync(order)).Transfers);
        Assert.Equal(ordered, (await national.GetTransfersAsync(new GetTransfersRequest { CaseId = caseId })).Transfers);
        var transfer = ordered.Transfers.Single();
        Assert.Equal(
            ("ile-de-france", "normandie", "ile-de-france-2026-0001", Today),
            (transfer.FromChamber, transfer.ToChamber, transfer.FromNumber, transfer.FromRegisteredOn));
        Assert.Equal(1, ordered.Requests.Single().AnsweredBy);
        var received = await app.CaseAsync(caseId, Other);
        Assert.Equal(("normandie", CaseStatus.Filed), (received.Chamber, received.Status));
        Assert.Contains((await (await app.CasesAsync(Other)).ListCasesAsync(new ListCasesRequest())).Cases, one => one.CaseId == caseId);
        Assert.Empty((await (await app.CasesAsync(ChamberApp.Registry)).ListCasesAsync(new ListCasesRequest())).Cases);

        // The receiving chamber registers the case under its own number, with its own rapporteur.
        var instructions = await app.InstructionsAsync(Other);
        var appoint = ChamberRequests.Appoint(caseId);
        (appoint.Council, appoint.AppointedOn) = ("14", Requests.Day(2026, 9, 11));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, instructions.AppointRapporteurAsync(appoint));
        var register = ChamberRequests.Register(caseId);
        await Faults.InvalidAsync(instructions.RegisterCaseAsync(register), "registered_on");
        register.RegisteredOn = Requests.Day(2026, 9, 11);
        var registered = (await instructions.RegisterCaseAsync(register)).Instruction;
        Assert.Equal(("normandie", "normandie-2026-0001"), (registered.Chamber, registered.Number));
        Assert.Contains("a attribué l'affaire à cette chambre par une ordonnance du 11 septembre 2026", registered.Competence, StringComparison.Ordinal);
        Assert.Contains("R.4126-10", registered.Competence, StringComparison.Ordinal);
        await WrongAsync(instructions.RegisterCaseAsync(new RegisterCaseRequest(register) { RequestId = Requests.Id() }));
        await instructions.AppointRapporteurAsync(appoint);

        // The first chamber sees its stage, and nothing of the other's.
        var stage = (await (await app.TransfersAsync(ChamberApp.Registry)).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId })).Transfers;
        Assert.Equal((DisciplineApp.Doctor75, "", 1, 1), (stage.Rpps, stage.Etag, stage.Requests.Count, stage.Transfers.Count));
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound, (await app.CasesAsync(ChamberApp.Registry)).GetCaseAsync(new GetCaseRequest { CaseId = caseId }));
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound,
            (await app.InstructionsAsync()).GetInstructionAsync(new GetInstructionRequest { CaseId = caseId }));
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound,
            (await app.InstructionsAsync()).CloseInstructionAsync(ChamberRequests.Close(caseId, Today, Requests.Day(2026, 4, 10))));
    }

    [Theory, Engines]
    public async Task OrderTransfer_AHolidayOfTheReceivingSeat_MovesTheTimeToDecide(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.FiledAsync();
        app.GoTo(Requests.Day(2026, 11, 30));
        // 27 May 2027 is a Thursday, and a holiday in Guadeloupe.
        await CompleteAsync(app, caseId, Requests.Day(2026, 11, 27));
        Assert.Equal(Requests.Day(2027, 5, 27), (await app.CaseAsync(caseId, ChamberApp.Registry)).DecisionDueOn);
        var order = Order(caseId, TransferGround.ChamberUnable, Requests.Day(2026, 11, 30));
        order.Chamber = "antilles-guyane";

        await (await app.TransfersAsync()).OrderTransferAsync(order);

        var received = await app.CaseAsync(caseId, "chambre-antilles-guyane");
        Assert.Equal((Requests.Day(2027, 5, 28), Requests.Day(2027, 5, 28)), (received.DecisionDueOn, received.NextDeadline.LastDay));
        Assert.Equal(Requests.Day(2027, 5, 28), received.DecisionTime.LastDay);

        // Another code counts the time in Nouméa: a landmark.
        order = Order(caseId, TransferGround.GoodAdministration, Requests.Day(2026, 11, 30));
        order.Chamber = "nouvelle-caledonie";
        await (await app.TransfersAsync()).OrderTransferAsync(order);
        received = await app.CaseAsync(caseId, "chambre-nouvelle-caledonie");
        Assert.True(received.DecisionDueOn is null && received.NextDeadline.Indicative);
    }

    [Theory, Engines]
    public async Task OrderTransfer_WithAHearingToCome_PostponesIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearing = await app.HearingAsync();
        var asked = Ask(hearing.CaseId, Today, TransferGround.Impartiality, CaseParty.Unspecified);
        var request = (await (await app.TransfersAsync(ChamberApp.Registry)).AskTransferAsync(asked)).Transfers.Requests.Single();

        await (await app.TransfersAsync()).OrderTransferAsync(Order(hearing.CaseId, request, Today));

        var listed = (await (await app.HearingsAsync()).ListHearingsAsync(new ListHearingsRequest())).Hearings.Single();
        Assert.Equal((HearingOutcome.Postponed, hearing.CaseNumber), (listed.Outcome, listed.CaseNumber));
        // The other chamber names a rapporteur of its own before it sets a hearing.
        var (instructions, hearings) = (await app.InstructionsAsync(Other), await app.HearingsAsync(Other));
        await instructions.RegisterCaseAsync(ChamberRequests.Register(hearing.CaseId));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, hearings.SetHearingAsync(ChamberRequests.Set(hearing.CaseId)));
        var appoint = ChamberRequests.Appoint(hearing.CaseId);
        (appoint.Name, appoint.Council) = ("Basile Quervain", "76");
        await instructions.AppointRapporteurAsync(appoint);
        var set = (await hearings.SetHearingAsync(ChamberRequests.Set(hearing.CaseId))).Hearing;
        Assert.Equal("normandie-2026-0001", set.CaseNumber);
        Assert.Equal(hearing.CaseNumber, (await (await app.HearingsAsync()).ListHearingsAsync(new ListHearingsRequest())).Hearings.Single().CaseNumber);
    }

    [Theory, OneEngine]
    public async Task AskTransfer_WhatIsNotPossible_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var national = await app.TransfersAsync();
        app.GoTo(Requests.Day(2026, 9, 10));
        await WrongAsync(national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 10))));
        await CompleteAsync(app, caseId);
        // The six months end with 10 September.
        var fault = await Faults.FailsAsync(StatusCode.InvalidArgument, national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 10))));
        Assert.Equal(["asked_on"], fault.Fields());
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11))), "asked_on");
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 3, 9), TransferGround.ChamberUnable)), "asked_on");
        await Faults.InvalidAsync(
            national.AskTransferAsync(new AskTransferRequest { Party = (CaseParty)9 }), "request_id", "case_id", "ground", "party", "asked_on");
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Today, TransferGround.Delay, CaseParty.Unspecified)), "party");
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Today, TransferGround.Competence)), "party");
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Today, TransferGround.GoodAdministration)), "ground");
        // An affair of the national council has no author.
        await Faults.InvalidAsync(national.AskTransferAsync(Ask(caseId, Today, TransferGround.Impartiality, CaseParty.Author)), "party");
        Assert.Equal(0, await app.CountAsync("transfer_requests"));

        app.GoTo(Requests.Day(2026, 9, 11));
        await national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11)));
        await WrongAsync(national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11))));
        var stale = Ask(caseId, Requests.Day(2026, 9, 11), TransferGround.Delay, CaseParty.Council);
        stale.Etag = "0";
        await Faults.FailsAsync(StatusCode.Aborted, national.AskTransferAsync(stale));
        foreach (var stranger in new[] { Other, Overseas })
        {
            await Faults.ReasonAsync(
                StatusCode.NotFound, Reasons.NotFound, (await app.TransfersAsync(stranger)).AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11))));
            await Faults.ReasonAsync(
                StatusCode.NotFound, Reasons.NotFound, (await app.TransfersAsync(stranger)).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId }));
        }

        Assert.Equal(1, await app.CountAsync("transfer_requests"));
        // Another party asks for itself.
        await national.AskTransferAsync(Ask(caseId, Requests.Day(2026, 9, 11), TransferGround.Delay, CaseParty.Council));
        Assert.Equal(2, await app.CountAsync("transfer_requests"));
    }

    [Theory, OneEngine]
    public async Task OrderTransfer_WhatIsNotPossible_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var national = await app.TransfersAsync();
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest()), "request_id", "case_id", "chamber", "ground", "ordered_on");
        var order = Order(caseId, TransferGround.GoodAdministration, Today);
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { Chamber = "ile-de-france" }), "chamber");
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { Chamber = "nationale" }), "chamber");
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { OrderedOn = Requests.Day(2026, 3, 9) }), "ordered_on");
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { OrderedOn = Requests.Day(2026, 3, 11) }), "ordered_on");
        await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { TransferRequestId = Requests.Id() }), "transfer_request_id");
        foreach (var ground in new[] { TransferGround.Delay, TransferGround.Impartiality, TransferGround.Competence, TransferGround.ConnectedCases })
            await Faults.InvalidAsync(national.OrderTransferAsync(new OrderTransferRequest(order) { Ground = ground }), "transfer_request_id");
        await Faults.InvalidAsync(
            national.OrderTransferAsync(new OrderTransferRequest(order) { Ground = TransferGround.Impartiality, TransferRequestId = Requests.Id() }),
            "transfer_request_id");
        await Faults.FailsAsync(StatusCode.Aborted, national.OrderTransferAsync(new OrderTransferRequest(order) { Etag = "0" }));
        var request = (await national.AskTransferAsync(Ask(caseId, Today, TransferGround.Impartiality))).Transfers.Requests.Single();
        await Faults.InvalidAsync(
            national.OrderTransferAsync(new OrderTransferRequest(Order(caseId, request, Today)) { Ground = TransferGround.Competence }), "ground");
        await Faults.InvalidAsync(
            national.OrderTransferAsync(new OrderTransferRequest(Order(caseId, request, Today)) { Ground = TransferGround.GoodAdministration }),
            "transfer_request_id");
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound, national.OrderTransferAsync(new OrderTransferRequest(order) { CaseId = Requests.Id() }));
        Assert.Equal(0, await app.CountAsync("transfers"));

        // A request is answered once, and by an order to the chamber that has the case.
        await national.OrderTransferAsync(Order(caseId, request, Today));
        var back = Order(caseId, request, Today);
        back.Chamber = "ile-de-france";
        await Faults.InvalidAsync(national.OrderTransferAsync(back), "transfer_request_id");
        await (await app.CasesAsync(Other)).RecordDeathAsync(new RecordDeathRequest { RequestId = Requests.Id(), CaseId = caseId, DiedOn = Today });
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED",
            national.OrderTransferAsync(new OrderTransferRequest(order) { RequestId = Requests.Id(), Chamber = "ile-de-france" }));
        var open = (await app.OpenAsync(DisciplineApp.Doctor75)).Cases.Single().CaseId;
        await WrongAsync(national.OrderTransferAsync(Order(open, TransferGround.GoodAdministration, Today)));
        Assert.Equal(1, await app.CountAsync("transfers"));
    }

    [Theory, OneEngine]
    public async Task OrderTransfer_NamesARequestOfTheChamberThatHasTheCase_AnsweredByNone(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var national = await app.TransfersAsync();
        app.GoTo(Requests.Day(2026, 3, 12));
        var on = Requests.Day(2026, 3, 12);
        await national.AskTransferAsync(Ask(caseId, on, TransferGround.Impartiality));
        var requests = (await national.AskTransferAsync(Ask(caseId, on, TransferGround.Impartiality, CaseParty.Council))).Transfers.Requests;
        await Faults.InvalidAsync(national.OrderTransferAsync(Order(caseId, requests[0], Requests.Day(2026, 3, 11))), "ordered_on");
        await national.OrderTransferAsync(Order(caseId, requests[0], on));

        // The other request was made to the chamber that lost the case.
        var other = Order(caseId, requests[1], on);
        other.Chamber = "grand-est";
        await Faults.InvalidAsync(national.OrderTransferAsync(other), "transfer_request_id");

        // Back at the first chamber, the answered one stays answered.
        var back = Order(caseId, TransferGround.GoodAdministration, on);
        back.Chamber = "ile-de-france";
        await national.OrderTransferAsync(back);
        await Faults.InvalidAsync(national.OrderTransferAsync(Order(caseId, requests[0], on)), "transfer_request_id");
        await national.OrderTransferAsync(Order(caseId, requests[1], on));
    }

    [Theory, Engines]
    public async Task OrderTransfer_Twice_EachChamberSeesItsOwnStage(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var national = await app.TransfersAsync();
        await national.AskTransferAsync(Ask(caseId, Today, TransferGround.Impartiality));
        await national.OrderTransferAsync(Order(caseId, TransferGround.GoodAdministration, Today));
        // Not registered by the second chamber: the registration before, and its reason.
        var seen = await app.InstructionAsync(caseId, Other);
        Assert.Equal(("ile-de-france", "ile-de-france-2026-0001"), (seen.Chamber, seen.Number));
        Assert.DoesNotContain("attribué", seen.Competence, StringComparison.Ordinal);
        await national.AskTransferAsync(Ask(caseId, Today, TransferGround.Impartiality));
        var order = Order(caseId, TransferGround.GoodAdministration, Today);
        order.Chamber = "la-reunion-mayotte";

        var all = (await national.OrderTransferAsync(order)).Transfers;

        Assert.Equal([("ile-de-france", "ile-de-france-2026-0001"), ("normandie", "")], all.Transfers.Select(one => (one.FromChamber, one.FromNumber)));
        Assert.Equal(["1", "ile-de-france"], await StageAsync(ChamberApp.Registry));
        Assert.Equal(["1", "2", "normandie"], await StageAsync(Other));
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound,
            (await app.TransfersAsync("chambre-hauts-de-france")).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId }));

        // Numbers of the transfers, and chambers of the requests.
        async Task<IEnumerable<string>> StageAsync(string chamber)
        {
            var stage = (await (await app.TransfersAsync(chamber)).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId })).Transfers;
            return stage.Transfers.Select(one => $"{one.Number}").Concat(stage.Requests.Select(one => one.Chamber));
        }
    }

    [Theory, OneEngine]
    public async Task OrderTransfer_DatedBeforeTheHearingWasSet_PostponesItOnThatDay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 3, 12));
        await app.HearingAsync(caseId, request => request.SetOn = Requests.Day(2026, 3, 12));

        await (await app.TransfersAsync()).OrderTransferAsync(Order(caseId, TransferGround.GoodAdministration, Requests.Day(2026, 3, 11)));

        var on = await app.Service.Database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<DateOnly?>("select decided_on from hearing_outcomes"), CancellationToken.None);
        Assert.Equal(new DateOnly(2026, 3, 12), on);
    }

    [Theory, OneEngine]
    public async Task GetTransfers_OfACouncil_AreForThePartyOnly(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        await (await app.TransfersAsync()).OrderTransferAsync(Order(caseId, TransferGround.GoodAdministration, Today));

        foreach (var council in new[] { "cdom-75", "cdom-75-president" })
            Assert.Single((await (await app.TransfersAsync(council)).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId })).Transfers.Transfers);
        await Faults.ReasonAsync(
            StatusCode.NotFound, Reasons.NotFound, (await app.TransfersAsync("cdom-62")).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId }));
        await Faults.InvalidAsync((await app.TransfersAsync()).GetTransfersAsync(new GetTransfersRequest()), "case_id");
    }

    private static async Task CompleteAsync(DisciplineApp app, string caseId, Date? on = null) =>
        await (await app.CasesAsync(ChamberApp.Registry)).RecordCompleteFileAsync(
            new RecordCompleteFileRequest { RequestId = Requests.Id(), CaseId = caseId, CompleteOn = on ?? Today });

    private static AskTransferRequest Ask(
        string caseId, Date on, TransferGround ground = TransferGround.Delay, CaseParty party = CaseParty.Respondent) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Ground = ground, Party = party, AskedOn = on };

    private static OrderTransferRequest Order(string caseId, TransferGround ground, Date on) =>
        new() { RequestId = Requests.Id(), CaseId = caseId, Chamber = "normandie", Ground = ground, OrderedOn = on };

    private static OrderTransferRequest Order(string caseId, TransferRequest request, Date on) =>
        new(Order(caseId, request.Ground, on)) { TransferRequestId = request.TransferRequestId };

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);
}
