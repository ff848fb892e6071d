using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The council of a case and that of the register read what the chamber communicates to them (CSP R.4126-12, R.4126-14).</summary>
public class PartyCouncilTests
{
    private static readonly string[] Readers = ["cdom-75", "cdom-75-president"];

    [Theory, Engines]
    public async Task GetInstruction_OfTheCouncil_ShowsWhatIsCommunicated(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var instructions = await app.InstructionsAsync();
        await instructions.AppointRapporteurAsync(ChamberRequests.Appoint(caseId));
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        var toCouncil = ChamberRequests.Ask(caseId, MemorandumKind.Reply);
        (toCouncil.Party, toCouncil.LastDay) = (CaseParty.Council, Requests.Day(2026, 5, 29));
        await instructions.RequestMemorandumAsync(toCouncil);
        app.GoTo(Requests.Day(2026, 6, 30));
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 2), request: 1));
        await instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 5, 4), Requests.Day(2026, 6, 1)));
        // After the closure: kept, and not communicated. The council's own is its own.
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 6, 2)));
        var own = ChamberRequests.Produce(caseId, Requests.Day(2026, 6, 3), request: 2);
        own.Party = CaseParty.Council;
        await instructions.RecordMemorandumAsync(own);
        var full = await app.InstructionAsync(caseId);
        Assert.Equal((2, 3, 1), (full.Requests.Count, full.Memoranda.Count, full.Rapporteurs.Count));

        foreach (var reader in Readers)
        {
            var shown = await app.InstructionAsync(caseId, reader);
            Assert.Equal(full.Requests[1], Assert.Single(shown.Requests));
            Assert.Equal([1, 3], shown.Memoranda.Select(one => one.Number));
            Assert.Equal(Requests.Day(2026, 4, 2), shown.Memoranda[0].ReceivedOn);
            // How long the respondent had is not the council's.
            Assert.Equal((0, false), (shown.Memoranda[0].Request, shown.Memoranda[0].Late));
            Assert.Equal(full.Memoranda[2], shown.Memoranda[1]);
            Assert.Equal(full.Closures, shown.Closures);
            Assert.Empty(shown.Rapporteurs);
            Assert.Equal(full.Number, shown.Number);
        }

        // Reopened: the respondent's memorandum is communicated.
        await instructions.ReopenInstructionAsync(
            new ReopenInstructionRequest { RequestId = Requests.Id(), CaseId = caseId, ReopenedOn = Requests.Day(2026, 6, 15) });
        Assert.Equal([1, 2, 3], (await app.InstructionAsync(caseId, "cdom-75")).Memoranda.Select(one => one.Number));
    }

    [Theory, Engines]
    public async Task Hearings_OfTheCouncil_ShowItsSummonsAndTheFormationThatSat(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var set = await app.HearingAsync();
        var hearings = await app.HearingsAsync();
        app.GoTo(Requests.Day(2026, 6, 12));
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Respondent, Requests.Day(2026, 5, 12)));
        foreach (var reader in Readers)
        {
            var shown = await ReadAsync(reader);
            Assert.Equal((ChamberRequests.HearingOn, "09:30"), (shown.HearingOn, shown.StartsAt));
            Assert.Empty(shown.Members);
            Assert.Empty(shown.Summonses);
            Assert.Equal([CaseParty.Council], shown.Awaited);
            var listed = (await (await app.HearingsAsync(reader)).ListHearingsAsync(new ListHearingsRequest())).Hearings;
            Assert.Equal(set.HearingId, Assert.Single(listed).HearingId);
        }

        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 5, 12)));
        await hearings.RecordHearingAsync(ChamberRequests.Hold(set));
        var held = await ReadAsync("cdom-75");
        Assert.Equal([CaseParty.Council], held.Summonses.Select(one => one.Party));
        Assert.Equal(5, held.Members.Count);
        Assert.Equal([CaseParty.Respondent], held.Present);

        async Task<Hearing> ReadAsync(string reader) =>
            (await (await app.HearingsAsync(reader)).GetHearingAsync(new GetHearingRequest { HearingId = set.HearingId })).Hearing;
    }

    [Theory, Engines]
    public async Task Instruction_OnAppeal_IsReadByTheCouncilToo(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 10)));
        await (await app.InstructionsAsync("chambre-nationale")).RegisterCaseAsync(ChamberRequests.Register(decision.CaseId));
        var request = new GetInstructionRequest { CaseId = decision.CaseId, Level = InstanceLevel.National };

        Assert.Equal("nationale-2026-0001", (await (await app.InstructionsAsync("cdom-75")).GetInstructionAsync(request)).Instruction.Number);

        // It is not the first-instance registry's, nor another council's.
        foreach (var other in new[] { ChamberApp.Registry, "cdom-62" })
            await AbsentAsync((await app.InstructionsAsync(other)).GetInstructionAsync(request));
    }

    [Theory, Engines]
    public async Task CouncilOfTheRegister_IsHeard_AndOthersReadNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        // The physician moves to council 92 before the chamber is seised: same chamber, another register.
        app.Register.Councils[DisciplineApp.Doctor75] = "92";
        await app.FileAsync(caseId);
        var instructions = await app.InstructionsAsync();
        await instructions.RegisterCaseAsync(ChamberRequests.Register(caseId));
        var observations = ChamberRequests.Ask(caseId, MemorandumKind.Observations);
        (observations.Party, observations.LastDay) = (CaseParty.RegisterCouncil, Requests.Day(2026, 5, 29));
        await instructions.RequestMemorandumAsync(observations);
        // Heard, and asked for nothing else: it is not a party.
        await Faults.InvalidAsync(
            instructions.RequestMemorandumAsync(
                new RequestMemorandumRequest(observations) { RequestId = Requests.Id(), Kind = MemorandumKind.Reply }), "party");
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        var appoint = ChamberRequests.Appoint(caseId);
        appoint.Council = "93";
        await instructions.AppointRapporteurAsync(appoint);
        var set = ChamberRequests.Set(caseId);
        set.Members[1].Council = "93";
        var hearing = (await (await app.HearingsAsync()).SetHearingAsync(set)).Hearing;

        Assert.Equal(CaseParty.RegisterCouncil, Assert.Single((await app.InstructionAsync(caseId, "cdom-92")).Requests).Party);
        Assert.Empty((await app.InstructionAsync(caseId, "cdom-75")).Requests);
        Assert.Empty((await (await app.HearingsAsync("cdom-92")).GetHearingAsync(new GetHearingRequest { HearingId = hearing.HearingId })).Hearing.Awaited);

        foreach (var other in new[] { "cdom-62", "cdom-62-president", "cdom-93" })
        {
            await AbsentAsync((await app.InstructionsAsync(other)).GetInstructionAsync(new GetInstructionRequest { CaseId = caseId }));
            await AbsentAsync((await app.HearingsAsync(other)).GetHearingAsync(new GetHearingRequest { HearingId = hearing.HearingId }));
            Assert.Empty((await (await app.HearingsAsync(other)).ListHearingsAsync(new ListHearingsRequest())).Hearings);
        }

        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.InstructionsAsync("cdom-75")).RequestMemorandumAsync(ChamberRequests.Ask(caseId)));
    }

    [Theory, Engines]
    public async Task CouncilThatConciliatedOnly_ReadsNothingOfTheInstruction(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        await app.Service.Database.WriteAsync(
            async sql => await sql.ExecuteAsync("update cases set conciliating_council = '62' where id = @caseId", new { caseId }) == 1,
            CancellationToken.None);
        Assert.Equal(caseId, (await app.CaseAsync(caseId, "cdom-62")).CaseId);

        await AbsentAsync((await app.InstructionsAsync("cdom-62")).GetInstructionAsync(new GetInstructionRequest { CaseId = caseId }));
        await AbsentAsync((await app.TransfersAsync("cdom-62")).GetTransfersAsync(new GetTransfersRequest { CaseId = caseId }));
    }

    private static Task AbsentAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, call);
}
