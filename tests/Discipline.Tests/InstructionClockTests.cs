using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Hearings;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Days of the instruction, counted by hand, and its next deadline.</summary>
public class InstructionClockTests
{
    private static readonly CaseParty[] Parties = [CaseParty.Respondent, CaseParty.Council];
    private static readonly NextDeadline Decision =
        new() { Rule = "first-instance-decision", LastDay = Requests.Day(2026, 9, 10), Actor = DeadlineActor.Chamber };

    // Hearing on Friday 12 June 2026. Back fifteen days: 28 May. With a month: 12 May, then 27 April. With two months: 12 April, then 28 March.
    // Reduced (R.4126-25): thirty days, 13 May; a month and fifteen days, 27 April.
    [Theory]
    [InlineData("ile-de-france", false, PartyResidence.Metropolitan, 5, 28)]
    [InlineData("ile-de-france", false, PartyResidence.LaReunion, 4, 27)]
    [InlineData("ile-de-france", false, PartyResidence.Abroad, 3, 28)]
    [InlineData("ile-de-france", true, PartyResidence.Martinique, 5, 13)]
    [InlineData("ile-de-france", true, PartyResidence.Abroad, 4, 27)]
    [InlineData("la-reunion-mayotte", false, PartyResidence.LaReunion, 5, 28)]
    [InlineData("la-reunion-mayotte", false, PartyResidence.Metropolitan, 4, 27)]
    [InlineData("la-reunion-mayotte", false, PartyResidence.Mayotte, 4, 27)]
    [InlineData("antilles-guyane", false, PartyResidence.Guadeloupe, 5, 28)]
    [InlineData("nationale", false, PartyResidence.NewCaledonia, 4, 27)]
    // The territory's own code counts the distance: fifteen days only, and marked.
    [InlineData("nouvelle-caledonie", false, PartyResidence.Abroad, 5, 28)]
    public void ReachBy_CountsBackWithTheDistance(string chamber, bool urgent, PartyResidence residence, int month, int day) =>
        Assert.Equal(new DateOnly(2026, month, day), HearingTimes.ReachBy(chamber, new DateOnly(2026, 6, 12), urgent, residence));

    [Fact]
    public void ReachBy_EveryResidenceAndChamber_HasADay()
    {
        foreach (var chamber in new[] { "ile-de-france", "antilles-guyane", "la-reunion-mayotte", "polynesie-francaise", "nationale" })
        {
            foreach (var residence in Enum.GetValues<PartyResidence>().Where(residence => residence != PartyResidence.Unspecified))
                Assert.True(HearingTimes.ReachBy(chamber, new DateOnly(2026, 6, 12), false, residence) <= new DateOnly(2026, 5, 28));
        }
    }

    [Fact]
    public void Closures_CountTheirDaysBack()
    {
        Assert.Equal(new DateOnly(2026, 4, 16), HearingTimes.LettersBy("ile-de-france", new DateOnly(2026, 5, 1)));
        // Friday's hearing closes the instruction at the end of Monday, everywhere.
        Assert.Equal(new DateOnly(2026, 6, 8), HearingTimes.LastDayOpen("ile-de-france", new DateOnly(2026, 6, 12)));
        Assert.Equal(new DateOnly(2026, 6, 8), HearingTimes.LastDayOpen("nouvelle-caledonie", new DateOnly(2026, 6, 12)));
        Assert.Equal(new DateOnly(2026, 4, 16), HearingTimes.LettersBy("nouvelle-caledonie", new DateOnly(2026, 5, 1)));
    }

    [Fact]
    public void Memorandum_BeforeALocalCode_HasAPlainMonthAndNoReduction()
    {
        var received = new DateOnly(2026, 3, 12);
        var time = MemorandumTimes.Of(MemorandumKind.Defence, received, received, null, urgent: true, "nouvelle-caledonie");

        Assert.Equal(("defence-time", new DateOnly(2026, 4, 12), true), (time.Rule, time.LastDay, time.Indicative));
    }

    [Theory]
    [InlineData(InstanceLevel.FirstInstance, "ile-de-france", 5)]
    [InlineData(InstanceLevel.FirstInstance, "la-reunion-mayotte", 3)]
    [InlineData(InstanceLevel.FirstInstance, "polynesie-francaise", 5)]
    [InlineData(InstanceLevel.National, "nationale", 5)]
    public void Formation_HasTheQuorumOfItsChamber(InstanceLevel level, string chamber, int least) =>
        Assert.Equal(least, FormationRules.Quorum(level, chamber).Least);

    [Fact]
    public void Formation_InNewCaledonia_HasNoMemberOfTheOrdinalBody()
    {
        var instance = new Instance(
            new CaseRow { Council = "988", Chamber = "nouvelle-caledonie" }, InstanceLevel.FirstInstance,
            new RegistrationRow { Chamber = "nouvelle-caledonie" });
        var members = Enumerable.Range(0, 5).Select(i => new MemberRow { Name = $"Membre {i}", Role = FormationRole.Titular }).ToList();
        FormationRules.Check(instance, members, new BarredNames([], []));
        members[3] = members[3] with { Council = "988" };
        var fault = Assert.Throws<Grpc.Core.RpcException>(() => FormationRules.Check(instance, members, new BarredNames([], [])));
        Assert.Equal(["members[3].council"], fault.Fields());
        // Nor one of the other ordinal body, which did not file.
        members[3] = members[3] with { Council = "987" };
        fault = Assert.Throws<Grpc.Core.RpcException>(() => FormationRules.Check(instance, members, new BarredNames([], [])));
        Assert.Equal(["members[3].council"], fault.Fields());
    }

    [Theory]
    [InlineData(RespondentKind.Registered, "75", "R.4126-8, al. 1er")]
    [InlineData(RespondentKind.Former, "75", "R.4126-8, al. 2")]
    [InlineData(RespondentKind.Student, "75", "R.4126-1")]
    [InlineData(RespondentKind.ServiceProvider, "75", "R.4126-2")]
    [InlineData(RespondentKind.Registered, "2A", "L.4124-10-1")]
    [InlineData(RespondentKind.Registered, "975", "L.4124-14")]
    [InlineData(RespondentKind.Registered, "986", "L.4421-10")]
    [InlineData(RespondentKind.Registered, "972", "L.4124-13")]
    public void Competence_NamesTheCouncilAndTheArticle(RespondentKind kind, string council, string article)
    {
        var reason = ChamberCompetence.Reason(
            new CaseRow { Council = "62", RegisterCouncil = council, RespondentKind = kind, FiledOn = new DateOnly(2026, 3, 10) }, InstanceLevel.FirstInstance);

        Assert.Contains($"conseil départemental {council}", reason, StringComparison.Ordinal);
        Assert.Contains(article, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_WithoutRegistration_IsTheTimeToDecide() =>
        Assert.Equal(Decision, InstructionDeadlines.Next(new InstructionFacts(), Parties, DeadlineActor.Chamber, Decision));

    [Fact]
    public void Next_OnTheSameDay_IsThatOfTheInstruction()
    {
        var facts = new InstructionFacts { Chamber = "ile-de-france", HearingOn = new DateOnly(2026, 9, 10), Summoned = Parties };

        Assert.Equal("hearing", InstructionDeadlines.Next(facts, Parties, DeadlineActor.Chamber, Decision).Rule);
    }

    [Fact]
    public void Next_AuthorWhoWithdrew_IsNotWaitedFor()
    {
        var facts = new InstructionFacts { Chamber = "ile-de-france", HearingOn = new DateOnly(2026, 6, 12), Summoned = Parties };
        CaseParty[] withAuthor = [.. Parties, CaseParty.Author];

        Assert.Equal("hearing-summons", InstructionDeadlines.Next(facts, withAuthor, DeadlineActor.Chamber, Decision).Rule);
        Assert.Equal("hearing", InstructionDeadlines.Next(facts with { AuthorLeft = true }, withAuthor, DeadlineActor.Chamber, Decision).Rule);
    }

    [Fact]
    public void Next_InNewCaledonia_IsALandmark()
    {
        var facts = new InstructionFacts { Chamber = "nouvelle-caledonie", HearingOn = new DateOnly(2026, 6, 12) };
        var next = InstructionDeadlines.Next(facts, Parties, DeadlineActor.Chamber, Decision);

        Assert.Equal(("hearing-summons", Requests.Day(2026, 5, 28), true), (next.Rule, next.LastDay, next.Indicative));
    }

    [Theory, Engines]
    public async Task Next_FollowsTheStepsOfAnInstruction(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (instructions, hearings) = (await app.InstructionsAsync(), await app.HearingsAsync());
        var caseId = await app.RegisteredAsync();
        app.GoTo(Requests.Day(2026, 6, 12));
        await NextAsync("first-instance-decision", Decision.LastDay, DeadlineActor.Chamber);

        await instructions.RequestMemorandumAsync(ChamberRequests.Ask(caseId));
        await NextAsync("defence-time", Requests.Day(2026, 4, 10), DeadlineActor.Parties);
        await instructions.RecordMemorandumReceiptAsync(ChamberRequests.Reach(caseId, 1, Requests.Day(2026, 3, 12)));
        await NextAsync("defence-time", Requests.Day(2026, 4, 13), DeadlineActor.Parties);
        await instructions.RecordMemorandumAsync(ChamberRequests.Produce(caseId, Requests.Day(2026, 4, 13), 1));
        await NextAsync("first-instance-decision", Decision.LastDay, DeadlineActor.Chamber);
        await instructions.CloseInstructionAsync(ChamberRequests.Close(caseId, Requests.Day(2026, 4, 16), Requests.Day(2026, 5, 1)));
        await NextAsync("instruction-closed-by-order", Requests.Day(2026, 5, 1), DeadlineActor.Parties);
        await instructions.ReopenInstructionAsync(
            new ReopenInstructionRequest { RequestId = Requests.Id(), CaseId = caseId, ReopenedOn = Requests.Day(2026, 5, 4) });
        await NextAsync("first-instance-decision", Decision.LastDay, DeadlineActor.Chamber);

        var hearing = await app.HearingAsync(caseId);
        await NextAsync("hearing-summons", Requests.Day(2026, 5, 28), DeadlineActor.Chamber);
        foreach (var party in Parties)
            await hearings.RecordSummonsAsync(ChamberRequests.Summon(hearing, party, Requests.Day(2026, 5, 12)));
        await NextAsync("hearing", ChamberRequests.HearingOn, DeadlineActor.Chamber);
        await hearings.RecordHearingAsync(ChamberRequests.Hold(hearing));
        await NextAsync("first-instance-decision", Decision.LastDay, DeadlineActor.Chamber);

        async Task NextAsync(string rule, Date day, DeadlineActor actor)
        {
            var facts = await app.Service.Database.ReadAsync(
                sql => InstructionFactStore.ReadAsync(sql, caseId, InstanceLevel.FirstInstance), CancellationToken.None);
            var next = InstructionDeadlines.Next(facts, Parties, DeadlineActor.Chamber, Decision);
            Assert.Equal((rule, day, actor), (next.Rule, next.LastDay, next.Actor));
        }
    }

    [Theory, Engines]
    public async Task AuditLogAndLogs_HaveNoNameOfTheChamberSide(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var hearing = await app.HearingAsync(await app.RegisteredComplaintAsync());
        await (await app.HearingsAsync()).RecordSummonsAsync(ChamberRequests.Summon(hearing, CaseParty.Respondent));
        await (await app.InstructionsAsync()).RecordMemorandumAsync(ChamberRequests.Produce(hearing.CaseId, ChamberRequests.Today));

        var bodies = await app.Service.Database.ReadAsync(sql => sql.QueryAsync<string>("select body from audit_entries"), CancellationToken.None);
        foreach (var text in bodies.Concat(app.Service.Logs.All))
        {
            foreach (var secret in new[] { ChamberRequests.Reporter, "Montjoie", "Mémoire en défense", CouncilRequests.AuthorName, "Roche" })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }
}
