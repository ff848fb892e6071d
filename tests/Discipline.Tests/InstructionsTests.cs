using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Registration, memoranda and closure. Today is Tuesday 10 March 2026.</summary>
public class InstructionsTests
{
    [Theory, Engines]
    public async Task RegisterCase_GivesTheNextNumberOfTheChamberAndTellsWhyItIsCompetent(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var request = ChamberRequests.Register(await app.FiledAsync());

        var first = (await instructions.RegisterCaseAsync(request)).Instruction;

        Assert.Equal(first, (await instructions.RegisterCaseAsync(request)).Instruction);
        Assert.Equal(first, await app.InstructionAsync(request.CaseId));
        Assert.Equal(("ile-de-france-2026-0001", "ile-de-france", InstanceLevel.FirstInstance), (first.Number, first.Chamber, first.Level));
        Assert.Contains("conseil départemental 75 le 10 mars 2026", first.Competence, StringComparison.Ordinal);
        Assert.Contains("R.4126-8", first.Competence, StringComparison.Ordinal);
        app.GoTo(Requests.Day(2027, 1, 4));
        var later = ChamberRequests.Register(await app.FiledAsync(DisciplineApp.Colleague75));
        later.RegisteredOn = Requests.Day(2027, 1, 4);
        Assert.Equal("ile-de-france-2027-0001", (await instructions.RegisterCaseAsync(later)).Instruction.Number);
    }

    [Theory, Engines]
    public async Task RegisterCase_SeveralClerksAtOnce_LeavesNeitherGapNorDuplicate(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var cases = new List<string>();
        for (var i = 0; i < 6; i++)
            cases.Add(await app.FiledAsync());
        // A refused registration gives its number back.
        await Faults.InvalidAsync(instructions.RegisterCaseAsync(new RegisterCaseRequest()), "request_id", "case_id", "registered_on");

        var numbers = await Task.WhenAll(cases.Select(async id => (await instructions.RegisterCaseAsync(ChamberRequests.Register(id))).Instruction.Number));

        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"ile-de-france-2026-000{number}"), numbers.Order(StringComparer.Ordinal));
    }

    [Theory, OneEngine]
    public async Task RegisterCase_OutOfPlaceOrTwice_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var prepared = await app.PreparedAsync(DisciplineApp.Colleague75);
        await Faults.FailsAsync(StatusCode.NotFound, instructions.RegisterCaseAsync(ChamberRequests.Register(prepared.CaseId)));
        var caseId = await app.FiledAsync();
        var early = ChamberRequests.Register(caseId);
        early.RegisteredOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(instructions.RegisterCaseAsync(early), "registered_on");
        early.RegisteredOn = Requests.Day(2026, 3, 11);
        await Faults.InvalidAsync(instructions.RegisterCaseAsync(early), "registered_on");
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.InstructionsAsync("chambre-occitanie")).RegisterCaseAsync(ChamberRequests.Register(caseId)));
        await WrongAsync((await app.InstructionsAsync("chambre-nationale")).RegisterCaseAsync(ChamberRequests.Register(caseId)));
        await WrongAsync(instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId)));
        await Faults.FailsAsync(StatusCode.NotFound, instructions.GetInstructionAsync(new GetInstructionRequest { CaseId = caseId }));
        Assert.Equal(0, await app.CountAsync("chamber_numbers"));
        await instructions.RegisterCaseAsync(ChamberRequests.Register(caseId));
        await WrongAsync(instructions.RegisterCaseAsync(ChamberRequests.Register(caseId)));
        var stale = ChamberRequests.Ask(caseId);
        stale.Etag = "1";
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, instructions.RequestMemorandumAsync(stale));
        await Faults.InvalidAsync(instructions.GetInstructionAsync(new GetInstructionRequest { CaseId = "x", Level = (InstanceLevel)9 }), "case_id", "level");
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.InstructionsAsync("chambre-occitanie")).GetInstructionAsync(new GetInstructionRequest { CaseId = caseId }));
        Assert.Equal(1, await app.CountAsync("chamber_registrations"));
    }

    [Theory, Engines]
    public async Task RequestMemorandum_RunsFromTheReceiptAndNeverLessThanTheLaw(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 3, 20));
        var ask = ChamberRequests.Ask(caseId);
        ask.LastDay = Requests.Day(2026, 4, 9);
        // One month from 10 March is Friday 10 April (CSP R.4126-12, al. 2).
        await Faults.InvalidAsync(instructions.RequestMemorandumAsync(ask), "last_day");
        ask.LastDay = Requests.Day(2026, 4, 10);

        var asked = (await instructions.RequestMemorandumAsync(ask)).Instruction.Requests.Single();

        Assert.Equal(("defence-time", Requests.Day(2026, 4, 10), true), (asked.Rule, asked.LastDay, asked.Indicative));
        // Received on Thursday 12 March: Sunday 12 April, hence Monday 13.
        var reach = ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 12));
        var reached = (await instructions.RecordMemorandumReceiptAsync(reach)).Instruction.Requests.Single();
        Assert.Equal((Requests.Day(2026, 4, 13), false), (reached.LastDay, reached.Indicative));
        Assert.Equal("CSP art. R.4126-12, al. 2", reached.Steps[0].Article);
        await WrongAsync(instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 12))));
        await Faults.InvalidAsync(instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 2, Requests.Day(2026, 3, 12))), "number");
        var longer = ChamberRequests.Ask(caseId);
        (longer.Party, longer.ReceivedOn, longer.LastDay) = (CaseParty.Council, Requests.Day(2026, 3, 12), Requests.Day(2026, 5, 4));
        Assert.Equal(Requests.Day(2026, 5, 4), (await instructions.RequestMemorandumAsync(longer)).Instruction.Requests[1].LastDay);
        Assert.Equal(2, (await app.InstructionAsync(caseId, "chambre-nationale")).Requests.Count);
    }

    private static readonly Dictionary<string, (MemorandumKind Kind, bool Urgent, string Rule, int Month, int Day)> Times = new()
    {
        // Received on Thursday 12 March 2026; a month ends on Sunday 12 April, hence on Monday 13; fifteen days end on Friday 27 March.
        ["Time_Defence"] = (MemorandumKind.Defence, false, "defence-time", 4, 13),
        ["Time_DefenceOfAnEmergencySuspension"] = (MemorandumKind.Defence, true, "urgent-defence-time", 3, 27),
        ["Time_Regularisation"] = (MemorandumKind.Regularisation, false, "regularisation-time", 3, 27),
        ["Time_Copies"] = (MemorandumKind.Copies, true, "copies-regularisation-time", 4, 13),
        ["Time_Recapitulative"] = (MemorandumKind.Recapitulative, false, "recapitulative-brief", 4, 13),
        // No least time is written: the president's day.
        ["Time_UrgentRegularisation"] = (MemorandumKind.Regularisation, true, "urgent-regularisation", 3, 16),
        ["Time_Reply"] = (MemorandumKind.Reply, false, "memorandum-reply", 3, 16),
        ["Time_FormalNotice"] = (MemorandumKind.FormalNotice, false, "formal-notice", 3, 16),
    };

    [Theory, EachCase(nameof(Times))]
    public async Task Time(SqlEngine engine, string name)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (kind, urgent, rule, month, day) = Times[name];
        var caseId = await app.RegisteredAsync(urgent: urgent);
        app.GoTo(Requests.Day(2026, 3, 12));
        var instructions = await app.InstructionsAsync();
        var ask = ChamberRequests.Ask(caseId, kind);
        ask.ReceivedOn = Requests.Day(2026, 3, 12);
        if (day == 16)
        {
            await Faults.InvalidAsync(instructions.RequestMemorandumAsync(ask), "last_day");
            ask.LastDay = Requests.Day(2026, 3, 16);
        }

        var asked = (await instructions.RequestMemorandumAsync(ask)).Instruction.Requests.Single();

        Assert.Equal((rule, Requests.Day(2026, month, day), false), (asked.Rule, asked.LastDay, asked.Indicative));
    }

    [Theory, Engines]
    public async Task RecordMemorandum_LateOrAfterTheClosure_IsKeptAndMarked(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 5, 20));
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 5, 19), 1));
        // The time has not begun while the receipt is not known.
        Assert.False((await app.InstructionAsync(caseId)).Memoranda.Single().Late);
        await instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 12)));
        // Posted on the last day, Monday 13 April: the postmark counts.
        var inTime = ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 15), 1);
        inTime.PostedOn = Requests.Day(2026, 4, 13);
        await instructions.RecordMemorandumAsync(inTime);
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 14), 1));
        await instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 4, 16), Requests.Day(2026, 5, 1)));
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 30)));
        var last = (await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 5, 1)))).Instruction;

        Assert.Equal(
            [(true, true), (false, false), (true, false), (false, false), (false, true)], last.Memoranda.Select(one => (one.Late, one.NotCommunicated)));
        var reply = ChamberRequests.Ask(caseId, MemorandumKind.Reply);
        (reply.AskedOn, reply.LastDay) = (Requests.Day(2026, 5, 4), Requests.Day(2026, 5, 11));
        await WrongAsync(instructions.RequestMemorandumAsync(reply));

        var reopen = new ReopenInstructionRequest { RequestId = Requests.Id(), CaseId = caseId, ReopenedOn = Requests.Day(2026, 5, 4) };
        var reopened = (await instructions.ReopenInstructionAsync(reopen)).Instruction;

        Assert.All(reopened.Memoranda, one => Assert.False(one.NotCommunicated));
        Assert.Equal(Requests.Day(2026, 5, 4), reopened.Closures.Single().ReopenedOn);
        Assert.Equal(2, (await instructions.RequestMemorandumAsync(reply)).Instruction.Requests.Count);
        reopen.RequestId = Requests.Id();
        await WrongAsync(instructions.ReopenInstructionAsync(reopen));
    }

    [Theory, Engines]
    public async Task RecordMemorandum_AfterTheDefaultClosure_IsNotCommunicatedUnlessTheHearingIsPostponed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync();
        var hearing = await app.HearingAsync(caseId);
        app.GoTo(Requests.Day(2026, 6, 9));
        var instructions = await app.InstructionsAsync();
        // Three whole days, 9 to 11 June, before the hearing of Friday 12 (CJA R.613-2).
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 6, 8)));
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 6, 9)));
        Assert.Equal([false, true], (await app.InstructionAsync(caseId)).Memoranda.Select(one => one.NotCommunicated));

        await (await app.HearingsAsync()).RecordHearingAsync(ChamberRequests.Postpone(hearing, Requests.Day(2026, 6, 9)));

        Assert.Equal([false, false], (await app.InstructionAsync(caseId)).Memoranda.Select(one => one.NotCommunicated));
    }

    [Theory, OneEngine]
    public async Task RecordMemorandum_OfAnInstructionReopenedAfterTheDefaultClosure_IsCommunicated(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearing = await app.HearingAsync();
        app.GoTo(Requests.Day(2026, 6, 10));
        var instructions = await app.InstructionsAsync();
        await instructions.CloseInstructionAsync(ChamberRequests.Close(hearing.CaseId, Requests.Day(2026, 5, 4), Requests.Day(2026, 6, 1)));
        await instructions.ReopenInstructionAsync(
            new ReopenInstructionRequest { RequestId = Requests.Id(), CaseId = hearing.CaseId, ReopenedOn = Requests.Day(2026, 6, 10) });

        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(hearing.CaseId, Requests.Day(2026, 6, 10)));

        Assert.False((await app.InstructionAsync(hearing.CaseId)).Memoranda.Single().NotCommunicated);
    }

    [Theory, OneEngine]
    public async Task Memoranda_BadFields_AreNamed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        await Faults.InvalidAsync(
            instructions.RequestMemorandumAsync(new RequestMemorandumRequest()), "request_id", "case_id", "party", "kind", "asked_on");
        await Faults.InvalidAsync(
            instructions.RecordMemorandumAsync(new RecordMemorandumRequest { Request = -1 }),
            "request_id", "case_id", "party", "title", "received_on", "request");
        await Faults.InvalidAsync(
            instructions.RecordMemorandumReceiptAsync(new RecordMemorandumReceiptRequest()), "request_id", "case_id", "received_on");
        var ask = ChamberRequests.Ask(caseId);
        (ask.ReceivedOn, ask.LastDay) = (Requests.Day(2026, 3, 9), Requests.Day(2026, 3, 8));
        await Faults.InvalidAsync(instructions.RequestMemorandumAsync(ask), "received_on", "last_day");
        ask = ChamberRequests.Ask(caseId);
        ask.AskedOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(instructions.RequestMemorandumAsync(ask), "asked_on");
        // The national council opened the affair: there is no author, and the council of the register is that of the case.
        foreach (var party in new[] { CaseParty.Author, CaseParty.RegisterCouncil })
        {
            ask = ChamberRequests.Ask(caseId);
            ask.Party = party;
            await Faults.InvalidAsync(instructions.RequestMemorandumAsync(ask), "party");
            var other = ChamberRequests.Produce(caseId, ChamberRequests.Today);
            other.Party = party;
            await Faults.InvalidAsync(instructions.RecordMemorandumAsync(other), "party");
        }

        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        var reach = ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 9));
        await Faults.InvalidAsync(instructions.RecordMemorandumReceiptAsync(reach), "received_on");
        var produced = ChamberRequests.Produce(caseId, ChamberRequests.Today, 2);
        await Faults.InvalidAsync(instructions.RecordMemorandumAsync(produced), "request");
        (produced.Request, produced.Party) = (1, CaseParty.Council);
        await Faults.InvalidAsync(instructions.RecordMemorandumAsync(produced), "request");
        produced = ChamberRequests.Produce(caseId, ChamberRequests.Today);
        produced.PostedOn = Requests.Day(2026, 3, 11);
        await Faults.InvalidAsync(instructions.RecordMemorandumAsync(produced), "posted_on");
        await Faults.InvalidAsync(instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 3, 9))), "received_on");
        Assert.Equal(0, await app.CountAsync("memoranda"));
    }

    [Theory, OneEngine]
    public async Task CloseInstruction_TooSoon_IsRefusedUnlessAFormalNoticeWasIgnored(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var instructions = await app.InstructionsAsync();
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 5, 20));
        await Faults.InvalidAsync(
            instructions.CloseInstructionAsync(new CloseInstructionRequest()), "request_id", "case_id", "ordered_on", "sent_on", "closes_on");
        await Faults.InvalidAsync(
            instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 4, 16), Requests.Day(2026, 4, 15))), "closes_on");
        // Fifteen days from the letters of 16 April end on 1 May.
        await Faults.InvalidAsync(
            instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 4, 16), Requests.Day(2026, 4, 30))), "closes_on");
        await Faults.InvalidAsync(
            instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 3, 9), Requests.Day(2026, 5, 9))), "ordered_on");
        var notice = ChamberRequests.Ask(caseId, MemorandumKind.FormalNotice);
        notice.LastDay = Requests.Day(2026, 4, 13);
        await instructions.RequestMemorandumAsync(notice);
        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        await instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 2, Requests.Day(2026, 3, 12)));
        var unreached = ChamberRequests.Close(caseId, Requests.Day(2026, 5, 14), Requests.Day(2026, 5, 14));
        unreached.FormalNotice = 1;
        await Faults.InvalidAsync(instructions.CloseInstructionAsync(unreached), "formal_notice");
        await instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 12)));
        // More than a month after 13 April: from 14 May (CJA R.613-1, al. 3).
        var close = ChamberRequests.Close(caseId, Requests.Day(2026, 5, 13), Requests.Day(2026, 5, 13));
        close.FormalNotice = 1;
        await Faults.InvalidAsync(instructions.CloseInstructionAsync(close), "ordered_on");
        close.FormalNotice = 3;
        await Faults.InvalidAsync(instructions.CloseInstructionAsync(close), "formal_notice");
        close = ChamberRequests.Close(caseId, Requests.Day(2026, 5, 14), Requests.Day(2026, 5, 14));
        close.FormalNotice = 2;
        await Faults.InvalidAsync(instructions.CloseInstructionAsync(close), "formal_notice");
        close.FormalNotice = 1;
        Assert.Equal(Requests.Day(2026, 5, 14), (await instructions.CloseInstructionAsync(close)).Instruction.Closures.Single().ClosesOn);
        close.RequestId = Requests.Id();
        await WrongAsync(instructions.CloseInstructionAsync(close));
        var reopen = new ReopenInstructionRequest { RequestId = Requests.Id(), CaseId = caseId, ReopenedOn = Requests.Day(2026, 5, 13) };
        await Faults.InvalidAsync(instructions.ReopenInstructionAsync(reopen), "reopened_on");
        await Faults.InvalidAsync(instructions.ReopenInstructionAsync(new ReopenInstructionRequest()), "request_id", "case_id", "reopened_on");
        reopen.ReopenedOn = Requests.Day(2026, 5, 15);
        await instructions.ReopenInstructionAsync(reopen);
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 5, 16), 1));
        (close.RequestId, close.OrderedOn, close.SentOn, close.ClosesOn) =
            (Requests.Id(), Requests.Day(2026, 5, 18), Requests.Day(2026, 5, 18), Requests.Day(2026, 5, 18));
        await Faults.InvalidAsync(instructions.CloseInstructionAsync(close), "formal_notice");
    }

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);
}
