using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.Discipline;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Death, local days, lists by due date, and the cases of the release before.</summary>
public class CaseLifeTests
{
    [Theory, Engines]
    public async Task RecordDeath_AtEachStage_EndsTheCaseForGood(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (clerk, chamber) = (await app.CasesAsync("cdom-75"), await app.CasesAsync("chambre-ile-de-france"));
        var prepared = await app.PreparedAsync();
        Assert.True((await clerk.RecordDeathAsync(Death(prepared.CaseId))).Case is { Status: CaseStatus.EndedByDeath, NextDeadline: null });
        await EndedAsync((await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(prepared)));
        await EndedAsync(clerk.RecordDeathAsync(Death(prepared.CaseId)));
        var filed = await app.FiledAsync(DisciplineApp.Colleague75);
        await chamber.RecordDeathAsync(Death(filed));
        await EndedAsync((await app.DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(Requests.Decide(filed)));
        await EndedAsync(chamber.RecordCompleteFileAsync(
            new RecordCompleteFileRequest { RequestId = Requests.Id(), CaseId = filed, CompleteOn = Requests.Day(2026, 3, 10) }));
        var decision = await app.DecidedAsync(rpps: DisciplineApp.Doctor75);
        await chamber.RecordDeathAsync(Death(decision.CaseId));
        await EndedAsync((await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 10))));
        app.GoTo(Requests.Day(2026, 4, 20));
        await app.Enforcement.RunOnceAsync(CancellationToken.None);
        Assert.Equal(0, await app.CountAsync("enforcements"));

        static Task EndedAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", call);
    }

    [Theory, OneEngine]
    public async Task DeathInTheRegister_RefusesOpeningSigningAndDeciding(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var filed = await app.FiledAsync(DisciplineApp.Colleague75);
        app.Register.Deaths[DisciplineApp.Doctor75] = app.Register.Deaths[DisciplineApp.Colleague75] = new DateOnly(2026, 3, 10);

        await Faults.InvalidAsync((await app.AffairsAsync()).OpenAffairAsync(Requests.Open(DisciplineApp.Doctor75)), "respondents[0].rpps");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED", (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(prepared)));
        var decisions = await app.DecisionsAsync("chambre-ile-de-france");
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CASE_ENDED", decisions.RecordDecisionAsync(Requests.Decide(filed)));
        // A decision of a day before the death stands.
        var before = Requests.Decide(filed);
        before.DecidedOn = Requests.Day(2026, 3, 9);
        Assert.NotEmpty((await decisions.RecordDecisionAsync(before)).Decision.DecisionId);
    }

    [Theory, OneEngine]
    public async Task Days_AreThoseOfTheCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Councils[DisciplineApp.Doctor75] = "988";
        // 22:30 on 10 March in Paris, 01:30 on 11 March in La Réunion, 08:30 in Nouméa.
        app.Clock.AdvanceTo(new DateTimeOffset(2026, 3, 10, 21, 30, 0, TimeSpan.Zero));
        var affair = await app.OpenAsync(DisciplineApp.Doctor75, DisciplineApp.Doctor974, DisciplineApp.Doctor62);

        foreach (var (council, chamber, day) in new[] { ("988", "nouvelle-caledonie", 11), ("974", "la-reunion-mayotte", 11), ("62", "hauts-de-france", 10) })
        {
            var referrals = await app.ReferralsAsync($"cdom-{council}");
            var request = Requests.Prepare(affair.Cases.Single(one => one.Council == council).CaseId);
            (request.Chamber, request.DeliberatedOn) = (chamber, Requests.Day(2026, 3, day + 1));
            await Faults.InvalidAsync(referrals.PrepareReferralAsync(request), "deliberated_on");
            request.DeliberatedOn = Requests.Day(2026, 3, day);
            var referral = (await referrals.PrepareReferralAsync(request)).Referral;
            await (await app.ReferralsAsync($"cdom-{council}-president")).SignReferralAsync(Requests.Sign(referral));
            Assert.Equal(Requests.Day(2026, 3, day), (await app.CaseAsync(request.CaseId, $"cdom-{council}")).FiledOn);
        }
    }

    [Theory, Engines]
    public async Task ListCases_ByDue_PagesInOrderAndStopsAtADay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Roche";
        for (var day = 6; day >= 2; day--)
        {
            // Later cases, with greater ids, are due earlier.
            app.Clock.AdvanceTo(DisciplineApp.Start.AddMinutes(10 - day));
            await app.ComplainAsync(request => request.RegisteredOn = Requests.Day(2026, 3, day));
        }

        await app.ConciliatedAsync(await app.ComplainedAsync(), ConciliationOutcome.Total);
        var cases = await app.CasesAsync("cdom-75");
        var request = new ListCasesRequest { Order = CaseOrder.Due, PageSize = 2 };
        var found = new List<CaseSummary>();
        do
        {
            var page = await cases.ListCasesAsync(request);
            found.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        // 4 April is a Saturday and 6 April Easter Monday.
        Assert.Equal([2, 3, 7, 7, 7], found.Select(one => one.NextDeadline.LastDay.Day));
        Assert.Equal(5, found.Select(one => one.CaseId).Distinct().Count());
        Assert.All(found, one => Assert.True(one is { RespondentName: "Camille Roche", NextDeadline: { Rule: "conciliation-summons", Steps.Count: 0 } }));
        Assert.Equal(2, (await cases.ListCasesAsync(new ListCasesRequest { DueUntil = Requests.Day(2026, 4, 6) })).Cases.Count);
        await Faults.InvalidAsync(cases.ListCasesAsync(new ListCasesRequest { Order = CaseOrder.Due, PageToken = found[0].CaseId }), "page_token");
        Assert.Empty((await (await app.CasesAsync("cdom-62")).ListCasesAsync(new ListCasesRequest { Order = CaseOrder.Due })).Cases);
    }

    [Theory, Engines]
    public async Task ListCases_OfACouncilThatTakesPartInSeveralWays_ShowsEachCaseOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var own = (await app.OpenAsync(DisciplineApp.Doctor75)).Cases[0].CaseId;
        // Ids of one millisecond are in no order.
        app.Clock.AdvanceTo(DisciplineApp.Start.AddSeconds(1));
        var conciliated = (await app.OpenAsync(DisciplineApp.Doctor81)).Cases[0].CaseId;
        app.Clock.AdvanceTo(DisciplineApp.Start.AddSeconds(2));
        var registered = (await app.OpenAsync(DisciplineApp.Doctor62)).Cases[0].CaseId;
        await app.OpenAsync(DisciplineApp.Doctor974);
        await app.Service.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("update cases set conciliating_council = '75', register_council = '75' where id = @conciliated", new { conciliated });
                await sql.ExecuteAsync("update cases set register_council = '75' where id in (@own, @registered)", new { own, registered });
                return true;
            },
            default);
        var cases = await app.CasesAsync("cdom-75");

        Assert.Equal([registered, conciliated, own], await WalkAsync(cases, CaseOrder.Unspecified));
        Assert.Equal([own, conciliated, registered], await WalkAsync(cases, CaseOrder.Due));
        Assert.Equal([conciliated], (await cases.ListCasesAsync(new ListCasesRequest { Council = "81" })).Cases.Select(one => one.CaseId));
        Assert.Equal([registered], (await cases.ListCasesAsync(new ListCasesRequest { Rpps = DisciplineApp.Doctor62 })).Cases.Select(one => one.CaseId));
    }

    private static async Task<List<string>> WalkAsync(CasesService.CasesServiceClient cases, CaseOrder order)
    {
        var (found, request) = (new List<string>(), new ListCasesRequest { Order = order, PageSize = 1 });
        do
        {
            var page = await cases.ListCasesAsync(request);
            found.AddRange(page.Cases.Select(one => one.CaseId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }

    [Theory, Engines]
    public async Task Upgrade_EveryCaseOfTheReleaseBefore_IsCarriedAndGetsAClock(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await PreviousReleaseAsync(store);
        await using var app = await DisciplineApp.StartAsync(store);
        await app.Service.Host.Services.GetRequiredService<DeadlineWork>().RunOnceAsync(CancellationToken.None);

        var cases = (await (await app.CasesAsync("cnom-discipline")).ListCasesAsync(new ListCasesRequest())).Cases.Reverse().ToList();

        Assert.Equal(
            [CaseStatus.Opened, CaseStatus.ReferralPrepared, CaseStatus.Filed, CaseStatus.Filed, CaseStatus.Decided, CaseStatus.Enforceable],
            cases.Select(one => one.Status));
        Assert.Equal(
            ["transmission-to-chamber", "transmission-to-chamber", "first-instance-decision", "first-instance-decision", "appeal", ""],
            cases.Select(one => one.NextDeadline?.Rule ?? ""));
        Assert.Equal(["2A", "13", "2A", "2A", "2A", "2A"], cases.Select(one => one.Council));
        Assert.All(cases.Skip(2), one => Assert.Equal("provence-alpes-cote-d-azur-corse", one.Chamber));
        Assert.Equal(4, (await (await app.CasesAsync("chambre-corse")).ListCasesAsync(new ListCasesRequest())).Cases.Count);
        var referral = (await (await app.ReferralsAsync("chambre-corse")).GetReferralAsync(new GetReferralRequest { CaseId = cases[2].CaseId })).Referral;
        Assert.Equal(["4", "92"], referral.EthicsArticles);
        Assert.Equal("provence-alpes-cote-d-azur-corse", referral.Chamber);
    }

    /// <summary>A case of each status, made by the scripts of the release before.</summary>
    private static async Task PreviousReleaseAsync(TestStore store)
    {
        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync(
            [typeof(Database).Assembly, new EarlierScripts(typeof(DisciplineHost).Assembly, 2)], CancellationToken.None);
        var limit = Google.Protobuf.MessageExtensions.ToByteArray(
            new TimeLimit { Rule = "appeal", From = Requests.Day(2026, 3, 2), LastDay = Requests.Day(2026, 4, 2) });
        for (var stage = 0; stage < 6; stage++)
        {
            // The appeal time of the last one has ended.
            var day = new DateOnly(2026, stage == 5 ? 1 : 3, 2);
            var id = Guid.CreateVersion7(DisciplineApp.Start.AddDays(stage - 10)).ToString();
            var council = stage == 1 ? "13" : "2A";
            var values = new
            {
                id, day, at = DisciplineApp.Start, council, rpps = Physicians.Rpps(stage), limit, later = day.AddDays(31),
                chamber = stage == 1 ? "provence-alpes-cote-d-azur" : "corse",
            };
            string[] statements =
            [
                "insert into affairs (id, title, facts, facts_on, opened_by, opened_at) values (@id, 'Titre', 'Faits', @day, 'x', @at)",
                "insert into cases (id, affair_id, position, rpps, council) values (@id, @id, 0, @rpps, @council)",
                """
                insert into referral_versions (case_id, version, chamber, reasoned_opinion, deliberated_on, prepared_by, prepared_at)
                values (@id, 1, @chamber, 'Avis', @day, 'x', @at)
                """,
                "insert into referral_articles (case_id, version, article) values (@id, 1, 92), (@id, 1, 4)",
                """
                insert into filings (case_id, version, chamber, signed_by, signed_at, filed_on, decision_due_on)
                values (@id, 1, @chamber, 'y', @at, @day, @day)
                """,
                """
                insert into complete_files (case_id, complete_on, decision_due_on, decision_time, recorded_by, recorded_at)
                values (@id, @day, null, null, 'z', @at)
                """,
                """
                insert into decisions (id, case_id, sanction, duration_months, suspended_months, decided_on, notified_on, last_day_of_appeal, appeal_time,
                  recorded_by, recorded_at) values (@id, @id, 'Warning', 0, 0, @day, @day, @later, @limit, 'z', @at)
                """,
                "insert into enforcements (decision_id, enforceable_on, enforced_at) values (@id, @later, @at)",
            ];
            var last = new[] { 2, 4, 5, 6, 7, 8 }[stage];
            await database.WriteAsync(
                async sql =>
                {
                    foreach (var statement in statements.Take(last))
                        await sql.ExecuteAsync(statement, values);
                    return true;
                },
                CancellationToken.None);
        }
    }

    private static RecordDeathRequest Death(string caseId) => new() { RequestId = Requests.Id(), CaseId = caseId, DiedOn = Requests.Day(2026, 3, 10) };
}
