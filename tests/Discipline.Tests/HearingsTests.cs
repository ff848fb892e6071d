using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Formation, summonses and hearing (CSP R.4126-25, R.4126-26, L.4124-7). The hearing is on Friday 12 June 2026.</summary>
public class HearingsTests
{
    [Theory, Engines]
    public async Task Hearing_SummonedInTime_IsHeld(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        var set = await app.HearingAsync(edit: request =>
            (request.Publicity, request.ClosedInPart) = (HearingPublicity.ClosedForMedicalSecrecy, true));
        Assert.Equal([CaseParty.Respondent, CaseParty.Council], set.Awaited);
        app.GoTo(Requests.Day(2026, 6, 12));
        // Fifteen days before 12 June: 28 May.
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Respondent));
        var reached = ChamberRequests.Summon(set, CaseParty.Respondent, Requests.Day(2026, 5, 28));
        await hearings.RecordSummonsAsync(reached);
        var summoned = (await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 5, 12)))).Hearing;

        Assert.Equal(summoned, (await hearings.GetHearingAsync(new GetHearingRequest { HearingId = set.HearingId })).Hearing);
        Assert.Empty(summoned.Awaited);
        Assert.Equal(2, summoned.Summonses.Count);
        Assert.True(summoned.Summonses[0] is { Party: CaseParty.Respondent, SilenceTold: true, Indicative: false });
        Assert.Equal((Requests.Day(2026, 5, 28), Requests.Day(2026, 5, 28)), (summoned.Summonses[0].ReachBy, summoned.Summonses[0].ReachedOn));
        var hold = ChamberRequests.Hold(set);

        var held = (await hearings.RecordHearingAsync(hold)).Hearing;

        Assert.Equal(held, (await hearings.RecordHearingAsync(hold)).Hearing);
        Assert.Equal(held, (await hearings.GetHearingAsync(new GetHearingRequest { HearingId = set.HearingId })).Hearing);
        Assert.True(held is { Outcome: HearingOutcome.Held, SilenceTold: true, ClosedInPart: true, Publicity: HearingPublicity.ClosedForMedicalSecrecy });
        Assert.Equal([CaseParty.Respondent], held.Present);
        Assert.Equal(["92", "93", "94", ""], held.Members.Skip(1).Select(member => member.Council));
        await WrongAsync(hearings.RecordHearingAsync(ChamberRequests.Postpone(set, Requests.Day(2026, 6, 12))));
        await WrongAsync(hearings.RecordSummonsAsync(reached = ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 5, 12))));
    }

    [Theory, Engines]
    public async Task RecordHearing_SummonsTooLate_IsRefusedUnlessPostponed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        var caseId = await app.RegisteredComplaintAsync();
        var set = await app.HearingAsync(caseId);
        Assert.Equal([CaseParty.Respondent, CaseParty.Author, CaseParty.Council], set.Awaited);
        await Faults.InvalidAsync(hearings.RecordHearingAsync(ChamberRequests.Hold(set)), "outcome");
        app.GoTo(Requests.Day(2026, 6, 12));
        await LateAsync("2026-05-28");
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Respondent, Requests.Day(2026, 5, 29)));
        await LateAsync("2026-05-28");
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Respondent, Requests.Day(2026, 5, 28)));
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 5, 28)));
        // An author in La Réunion: a month more (CPC art. 643), 27 April.
        var author = ChamberRequests.Summon(set, CaseParty.Author, Requests.Day(2026, 4, 28));
        author.Residence = PartyResidence.LaReunion;
        await hearings.RecordSummonsAsync(author);
        await LateAsync("2026-04-27");
        Assert.Equal(0, await app.CountAsync("hearing_outcomes"));

        var postponed = (await hearings.RecordHearingAsync(ChamberRequests.Postpone(set, Requests.Day(2026, 6, 12)))).Hearing;

        Assert.Equal(HearingOutcome.Postponed, postponed.Outcome);
        var again = ChamberRequests.Set(caseId);
        (again.SetOn, again.HearingOn) = (Requests.Day(2026, 6, 12), Requests.Day(2026, 9, 18));
        var next = (await hearings.SetHearingAsync(again)).Hearing;
        Assert.Equal(3, next.Awaited.Count);
        Assert.NotEqual(set.HearingId, next.HearingId);

        async Task LateAsync(string day)
        {
            var fault = await Faults.FailsAsync(StatusCode.FailedPrecondition, hearings.RecordHearingAsync(ChamberRequests.Hold(set)));
            Assert.Equal("SUMMONS_TOO_LATE", fault.Reason());
            Assert.Contains(day, fault.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Theory, Engines]
    public async Task RecordHearing_AsksTheRegisterWhetherTheRespondentHadDied(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        var set = await app.HearingAsync();
        app.GoTo(Requests.Day(2026, 6, 12));
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Respondent, Requests.Day(2026, 5, 12)));
        await hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 5, 12)));
        app.Register.FailNext(1);
        await Faults.FailsAsync(StatusCode.Unavailable, hearings.RecordHearingAsync(ChamberRequests.Hold(set)));
        app.Register.Deaths[DisciplineApp.Doctor75] = new DateOnly(2026, 6, 12);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", hearings.RecordHearingAsync(ChamberRequests.Hold(set)));
        Assert.Equal(0, await app.CountAsync("hearing_outcomes"));
        // Died after the hearing: it was held.
        app.Register.Deaths[DisciplineApp.Doctor75] = new DateOnly(2026, 6, 13);

        Assert.Equal(HearingOutcome.Held, (await hearings.RecordHearingAsync(ChamberRequests.Hold(set))).Hearing.Outcome);
    }

    [Theory, Engines]
    public async Task SetHearing_MembersWhoMayNotSit_AreNamedByPosition(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        var caseId = await app.RegisteredComplaintAsync();
        await WrongAsync(hearings.SetHearingAsync(ChamberRequests.Set(caseId)));
        await (await app.InstructionsAsync()).AppointRapporteurAsync(ChamberRequests.Appoint(caseId));
        var request = ChamberRequests.Set(caseId);
        request.Members.Clear();
        request.Members.Add(
        [
            new FormationMember { Name = "Camille ROCHE", Role = FormationRole.President },
            ChamberRequests.Assessor("Dubosquet Corentin", ""), ChamberRequests.Assessor("Basile Quervain", "75"),
            ChamberRequests.Assessor(CouncilRequests.AuthorName, "93"),
        ]);

        await Faults.InvalidAsync(
            hearings.SetHearingAsync(request), "members", "members[0].name", "members[1].name", "members[2].council", "members[3].name");

        Assert.Equal(0, await app.CountAsync("hearings"));
        Assert.DoesNotContain(app.Service.Logs.All, text => text.Contains("Quervain", StringComparison.Ordinal));
    }

    [Theory, OneEngine]
    public async Task SetHearing_BadFieldsOrDay_AreNamed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        await Faults.InvalidAsync(
            hearings.SetHearingAsync(new SetHearingRequest { ClosedInPart = true, Publicity = HearingPublicity.Public, StartsAt = "9:30" }),
            "request_id", "case_id", "set_on", "hearing_on", "starts_at", "place", "closed_in_part", "members");
        var caseId = await app.RegisteredAsync();
        await (await app.InstructionsAsync()).AppointRapporteurAsync(ChamberRequests.Appoint(caseId));
        var request = ChamberRequests.Set(caseId);
        request.Publicity = HearingPublicity.Unspecified;
        (request.Members[0].Council, request.Members[1].Role, request.Members[2].Council) = ("92", FormationRole.President, "999");
        request.Members[4].Name = request.Members[3].Name;
        await Faults.InvalidAsync(
            hearings.SetHearingAsync(request), "publicity", "members[0].council", "members[1].council", "members[2].council", "members");
        var early = ChamberRequests.Set(caseId);
        // No summons can precede it by fifteen days.
        early.HearingOn = Requests.Day(2026, 3, 24);
        await Faults.InvalidAsync(hearings.SetHearingAsync(early), "hearing_on");
        (early.SetOn, early.HearingOn) = (Requests.Day(2026, 3, 9), Requests.Day(2026, 6, 12));
        await Faults.InvalidAsync(hearings.SetHearingAsync(early), "set_on");
        early.HearingOn = Requests.Day(2026, 3, 8);
        await Faults.InvalidAsync(hearings.SetHearingAsync(early), "hearing_on");
        var first = ChamberRequests.Set(caseId);
        first.HearingOn = Requests.Day(2026, 3, 25);
        await hearings.SetHearingAsync(first);
        await WrongAsync(hearings.SetHearingAsync(ChamberRequests.Set(caseId)));
    }

    [Theory, OneEngine]
    public async Task RecordSummons_BadFieldsOrAnotherChambers_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearings = await app.HearingsAsync();
        var set = await app.HearingAsync();
        await Faults.InvalidAsync(
            hearings.RecordSummonsAsync(new RecordSummonsRequest()), "request_id", "hearing_id", "party", "residence", "sent_on");
        var silent = ChamberRequests.Summon(set, CaseParty.Respondent);
        silent.SilenceTold = false;
        await Faults.InvalidAsync(hearings.RecordSummonsAsync(silent), "silence_told");
        await Faults.InvalidAsync(hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Author)), "party");
        await Faults.InvalidAsync(hearings.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council, Requests.Day(2026, 3, 9))), "reached_on");
        var early = ChamberRequests.Summon(set, CaseParty.Council);
        early.SentOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(hearings.RecordSummonsAsync(early), "sent_on");
        var occitanie = await app.HearingsAsync("chambre-occitanie");
        await Faults.FailsAsync(StatusCode.NotFound, occitanie.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council)));
        await Faults.FailsAsync(StatusCode.NotFound, occitanie.GetHearingAsync(new GetHearingRequest { HearingId = set.HearingId }));
        // The national registry reads it and does not change it.
        var national = await app.HearingsAsync("chambre-nationale");
        Assert.Equal(set.HearingId, (await national.GetHearingAsync(new GetHearingRequest { HearingId = set.HearingId })).Hearing.HearingId);
        await Faults.FailsAsync(StatusCode.NotFound, national.RecordSummonsAsync(ChamberRequests.Summon(set, CaseParty.Council)));
        await Faults.FailsAsync(StatusCode.NotFound, occitanie.RecordHearingAsync(ChamberRequests.Hold(set)));
        await Faults.InvalidAsync(hearings.GetHearingAsync(new GetHearingRequest { HearingId = "x" }), "hearing_id");
        await Faults.InvalidAsync(hearings.RecordHearingAsync(new RecordHearingRequest()), "request_id", "hearing_id", "outcome", "postponed_on");
        app.GoTo(Requests.Day(2026, 6, 15));
        early.SentOn = Requests.Day(2026, 6, 13);
        await Faults.InvalidAsync(hearings.RecordSummonsAsync(early), "sent_on");
        var hold = ChamberRequests.Hold(set);
        (hold.PostponedOn, hold.SilenceTold) = (Requests.Day(2026, 6, 12), false);
        await Faults.InvalidAsync(hearings.RecordHearingAsync(hold), "postponed_on", "silence_told");
        hold = ChamberRequests.Hold(set);
        hold.Present.Add(CaseParty.Author);
        await Faults.InvalidAsync(hearings.RecordHearingAsync(hold), "present[1]");
        var postpone = ChamberRequests.Postpone(set, Requests.Day(2026, 3, 9));
        await Faults.InvalidAsync(hearings.RecordHearingAsync(postpone), "postponed_on");
        postpone.Present.Add(CaseParty.Council);
        await Faults.InvalidAsync(hearings.RecordHearingAsync(postpone), "present");
    }

    [Theory, Engines]
    public async Task ListHearings_PagesByDayAndHourInScope(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        foreach (var (day, hour) in new[] { (12, "14:00"), (19, "09:00"), (12, "09:30"), (5, "10:00"), (12, "09:30") })
            await app.HearingAsync(await app.RegisteredAsync(), request => (request.HearingOn, request.StartsAt) = (Requests.Day(2026, 6, day), hour));
        var hearings = await app.HearingsAsync();
        var request = new ListHearingsRequest { PageSize = 2, FromDay = Requests.Day(2026, 6, 12) };
        var found = new List<Hearing>();
        do
        {
            var page = await hearings.ListHearingsAsync(request);
            found.AddRange(page.Hearings);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([(12, "09:30"), (12, "09:30"), (12, "14:00"), (19, "09:00")], found.Select(one => (one.HearingOn.Day, one.StartsAt)));
        Assert.Equal(4, found.Select(one => one.HearingId).Distinct().Count());
        Assert.All(found, one => Assert.True(one is { Rpps.Length: 11, Etag: "", Members.Count: 0 }));
        Assert.Equal("ile-de-france-2026-0001", found[2].CaseNumber);
        Assert.Single((await hearings.ListHearingsAsync(new ListHearingsRequest { CaseId = found[3].CaseId })).Hearings);
        Assert.Empty((await (await app.HearingsAsync("chambre-occitanie")).ListHearingsAsync(new ListHearingsRequest())).Hearings);
        var national = await app.HearingsAsync("chambre-nationale");
        Assert.Equal(5, (await national.ListHearingsAsync(new ListHearingsRequest { Chamber = "ile-de-france" })).Hearings.Count);
        Assert.Empty((await national.ListHearingsAsync(new ListHearingsRequest { Chamber = "nationale" })).Hearings);
        await Faults.InvalidAsync(
            hearings.ListHearingsAsync(new ListHearingsRequest { PageSize = 201, PageToken = "2026-06-12/24:00/x", Chamber = "paris", CaseId = "x" }),
            "page_size", "page_token", "chamber", "case_id");
    }

    [Theory, Engines]
    public async Task NationalChamber_HearsAnAppealWithoutThoseWhoJudged(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var set = await app.HearingAsync();
        app.GoTo(Requests.Day(2026, 6, 15));
        var decide = Requests.Decide(set.CaseId);
        (decide.DecidedOn, decide.NotifiedOn) = (Requests.Day(2026, 6, 12), Requests.Day(2026, 6, 15));
        var decision = (await (await app.DecisionsAsync(ChamberApp.Registry)).RecordDecisionAsync(decide)).Decision;
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 6, 15)));
        var (instructions, hearings) = (await app.InstructionsAsync("chambre-nationale"), await app.HearingsAsync("chambre-nationale"));
        var register = ChamberRequests.Register(set.CaseId);
        await Faults.InvalidAsync(instructions.RegisterCaseAsync(register), "registered_on");
        register.RegisteredOn = Requests.Day(2026, 6, 15);

        var registered = (await instructions.RegisterCaseAsync(register)).Instruction;

        Assert.Equal(("nationale-2026-0001", InstanceLevel.National), (registered.Number, registered.Level));
        Assert.Contains("L.4122-3", registered.Competence, StringComparison.Ordinal);
        var get = new GetInstructionRequest { CaseId = set.CaseId, Level = InstanceLevel.National };
        Assert.Equal(registered, (await instructions.GetInstructionAsync(get)).Instruction);
        await Faults.FailsAsync(StatusCode.NotFound, (await app.InstructionsAsync()).GetInstructionAsync(get));
        await WrongAsync((await app.InstructionsAsync()).RequestMemorandumAsync(ChamberRequests.Ask(set.CaseId)));
        var appoint = ChamberRequests.Appoint(set.CaseId);
        (appoint.Name, appoint.AppointedOn) = ("Eudes Sarrazin", Requests.Day(2026, 6, 15));
        await instructions.AppointRapporteurAsync(appoint);
        var hear = ChamberRequests.Set(set.CaseId);
        (hear.SetOn, hear.HearingOn) = (Requests.Day(2026, 6, 15), Requests.Day(2026, 9, 18));
        await Faults.InvalidAsync(hearings.SetHearingAsync(hear), Enumerable.Range(0, 5).Select(i => $"members[{i}].name").ToArray());
        foreach (var member in hear.Members)
            member.Name += " Delattre";
        // Membership of the council that filed bars assessors of first instance only (CSP L.4124-7, IV; L.4122-3, IV).
        hear.Members[1].Council = "75";

        Assert.Equal(("nationale", InstanceLevel.National), await SetAsync());

        async Task<(string, InstanceLevel)> SetAsync()
        {
            var hearing = (await hearings.SetHearingAsync(hear)).Hearing;
            return (hearing.Chamber, hearing.Level);
        }
    }

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);
}
