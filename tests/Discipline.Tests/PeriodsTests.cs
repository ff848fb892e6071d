using OrdreCouncils.Discipline;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Days on which the register shows a sanction of 10 March 2026, notified on that day to all: its appeal time ends on Thursday 9 April.</summary>
public class PeriodsTests
{
    [Theory, Engines]
    public async Task Ban_InDays_OrOfAYearPartlySuspendedInDays_IsCounted(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);

        var days = await app.DecidedAsync(request =>
            (request.DurationMonths, request.SuspendedMonths, request.DurationDays, request.SuspendedDays) = (0, 0, 15, 5));
        var year = await app.DecidedAsync(
            request => (request.DurationYears, request.DurationMonths, request.SuspendedMonths, request.SuspendedDays) = (1, 1, 6, 10),
            DisciplineApp.Colleague75);

        Assert.Equal((0, 15, 5), (days.DurationMonths, days.DurationDays, days.SuspendedDays));
        Assert.Equal((13, 0, 6, 10), (year.DurationMonths, year.DurationDays, year.SuspendedMonths, year.SuspendedDays));
        var shown = await app.ShownOnAsync(Day(4, 10));
        Assert.Equal((Day(4, 11), Day(4, 20)), (shown[days.DecisionId].From, shown[days.DecisionId].Until));
        // Seven months end on 10 November; ten days before it.
        Assert.Equal((Day(4, 11), Day(10, 31)), (shown[year.DecisionId].From, shown[year.DecisionId].Until));
        var own = (await (await app.OwnCasesAsync()).GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = days.CaseId })).Case.Decisions.Single();
        Assert.Equal((15, 5), (own.DurationDays, own.SuspendedDays));
    }

    [Theory, Engines]
    public async Task SuspendedDays_MadeEnforceable_AreServedAfterTheNewBan(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var first = await app.DecidedAsync(request =>
        {
            request.DecidedOn = request.NotifiedOn = Day(2, 20);
            (request.DurationMonths, request.SuspendedMonths, request.DurationDays, request.SuspendedDays) = (0, 0, 20, 20);
        });
        Assert.Empty(await app.ShownOnAsync(Day(4, 1)));

        var second = await app.DecidedAsync(request =>
        {
            request.RevokedDecisionId = first.DecisionId;
            (request.DurationMonths, request.SuspendedMonths, request.DurationDays) = (0, 0, 10);
        });

        var shown = await app.ShownOnAsync(Day(4, 11));
        Assert.Equal((Day(4, 11), Day(4, 20)), (shown[second.DecisionId].From, shown[second.DecisionId].Until));
        Assert.Equal((Day(4, 21), Day(5, 10)), (shown[second.DecisionId + "/sursis"].From, shown[second.DecisionId + "/sursis"].Until));
    }

    /// <summary>No article deducts them: the national chamber fixes new dates (CSP R.4126-45), and its dates rule.</summary>
    [Theory, Engines]
    public async Task DaysServedBeforeALateTypedAppeal_AreDeductedByTheDatesOfTheNationalDecisionOnly(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var national = await app.DecisionsAsync("chambre-nationale");
        var (first, other) = (await app.DecidedAsync(), await app.DecidedAsync(rpps: DisciplineApp.Colleague75));
        Assert.Equal(2, (await app.ShownOnAsync(Day(4, 20))).Count);
        foreach (var decision in new[] { first, other })
            await national.RecordAppealAsync(Requests.Appeal(decision, Day(4, 9)));
        Assert.Empty(await app.ShownOnAsync(Day(4, 21)));

        var upheld = Upheld(first, Day(4, 21));
        (upheld.ExecutesFrom, upheld.ExecutesUntil) = (Day(6, 1), Day(7, 1));
        // One month from 1 June ends on 30 June.
        await Faults.InvalidAsync(national.RecordFurtherDecisionAsync(upheld), "executes_until");
        upheld.ExecutesUntil = Day(6, 20);
        await NotifyAsync(national, (await national.RecordFurtherDecisionAsync(upheld)).Decision, Day(4, 21));
        await NotifyAsync(national, (await national.RecordFurtherDecisionAsync(Upheld(other, Day(4, 21)))).Decision, Day(4, 21));

        var shown = await app.ShownOnAsync(Day(4, 22));
        Assert.Equal((Day(6, 1), Day(6, 20)), (shown[first.DecisionId].From, shown[first.DecisionId].Until));
        Assert.Equal((Day(4, 22), Day(5, 21)), (shown[other.DecisionId].From, shown[other.DecisionId].Until));
    }

    [Theory, Engines]
    public async Task Radiation_Stayed_IsNotShownOnTheDaysOfTheStay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (national, remedies) = (await app.DecisionsAsync("chambre-nationale"), await app.RemediesAsync());
        var decision = await app.DecidedAsync(request => (request.Sanction, request.DurationMonths, request.SuspendedMonths) = (Sanction.Radiation, 0, 0));
        await national.RecordAppealAsync(Requests.Appeal(decision, Day(3, 10)));
        var upheld = (await national.RecordFurtherDecisionAsync(Upheld(decision, Day(3, 10)))).Decision;
        await NotifyAsync(national, upheld, Day(3, 10));
        Assert.Equal((RestrictingSanction.Radiation, Day(3, 11), null), (await app.ShownOnAsync(Day(3, 20)))[decision.DecisionId]);
        var pending = (await remedies.RecordRemedyAsync(new RecordRemedyRequest
        {
            RequestId = Requests.Id(), DecisionId = upheld.DecisionId, Kind = RemedyKind.Cassation, Appellant = Appellant.Practitioner, LodgedOn = Day(3, 20),
        })).Decision;
        var stay = new RecordStayRequest { RequestId = Requests.Id(), RemedyId = pending.Remedies.Single().RemedyId, From = Day(3, 20) };

        await remedies.RecordStayAsync(stay);

        Assert.Equal((RestrictingSanction.Radiation, Day(3, 11), Day(3, 19)), Assert.Single(await app.ShownOnAsync(Day(3, 30))).Value);
        Assert.True(app.Register.Corrected[decision.DecisionId].Stayed);
        (stay.RequestId, stay.EndedOn) = (Requests.Id(), Day(3, 30));
        await remedies.RecordStayAsync(stay);
        var shown = await app.ShownOnAsync(Day(3, 31));
        Assert.Equal((RestrictingSanction.Radiation, Day(3, 30), null), shown[decision.DecisionId + "/2"]);
        Assert.Equal(2, shown.Count);
        Assert.False(app.Register.Recorded[decision.DecisionId + "/2"].Stayed);
    }

    [Theory, Engines]
    public async Task Enforcement_FollowsNewFirstDays(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.ShownOnAsync(Day(4, 14));
        Assert.Equal(new DateOnly(2026, 4, 11), await EnforceableOnAsync(app));
        await (await app.DecisionsAsync("chambre-ile-de-france")).RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = Requests.Id(), DecisionId = decision.DecisionId, Addressee = Addressee.Minister, SentOn = Day(3, 10),
            Outcome = NotificationOutcome.Received, OutcomeOn = Day(3, 12), TimeLimitStated = true,
        });

        // The minister's time ended on Monday 13 April: the decision is final later, and is still one enforcement.
        Assert.Equal(new DateOnly(2026, 4, 15), await EnforceableOnAsync(app));
        Assert.Equal(Day(4, 15), Assert.Single(await app.ShownOnAsync(Day(4, 16))).Value.From);
    }

    [Theory, Engines]
    public async Task Urgent_IsWhatTheRegistrationSays(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var chamber = await app.DecisionsAsync("chambre-ile-de-france");
        var ordinary = Requests.Decide(await app.RegisteredAsync());
        ordinary.Urgent = true;
        await Faults.InvalidAsync(chamber.RecordDecisionAsync(ordinary), "urgent");
        ordinary.Urgent = false;
        var decision = (await chamber.RecordDecisionAsync(ordinary)).Decision;
        Assert.False(decision.Urgent);

        var urgent = (await chamber.RecordDecisionAsync(Requests.Decide(await app.RegisteredAsync(DisciplineApp.Colleague75, urgent: true)))).Decision;

        Assert.True(urgent.Urgent);
        Assert.Equal((Day(3, 11), Day(4, 10)), (urgent.Executions.Single().From, urgent.Executions.Single().Until));
        // An appeal keeps it.
        var (national, registry) = (await app.DecisionsAsync("chambre-nationale"), await app.InstructionsAsync("chambre-nationale"));
        await national.RecordAppealAsync(Requests.Appeal(decision, Day(3, 10)));
        await national.RecordAppealAsync(Requests.Appeal(urgent, Day(3, 10)));
        var register = ChamberRequests.Register(decision.CaseId);
        register.Urgent = true;
        await Faults.InvalidAsync(registry.RegisterCaseAsync(register), "urgent");
        Assert.True((await registry.RegisterCaseAsync(ChamberRequests.Register(urgent.CaseId))).Instruction.Urgent);
    }

    /// <summary>An earlier release counted from the day of finality.</summary>
    [Theory, Engines]
    public async Task Upgrade_SettlesFinalUrgentCasesAgain(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.Urgent = true);
        Assert.Equal((Day(3, 11), Day(4, 10)), (await ShownAsync(app, 12)));
        await app.Service.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("update enforcements set enforceable_on = '2026-04-11'");
                return await sql.ExecuteAsync("update register_effects set from_day = '2026-04-11', until = '2026-05-10'") == 1;
            },
            CancellationToken.None);
        app.Register.Shown[decision.DecisionId] = (RestrictingSanction.BanFromPractice, Day(4, 11), Day(5, 10));

        await app.Service.Database.WriteAsync(async sql => await sql.ExecuteAsync(SettlesAgain()) == 1, CancellationToken.None);

        Assert.Equal((Day(3, 11), Day(4, 10)), await ShownAsync(app, 13));
        Assert.Equal(new DateOnly(2026, 3, 11), await EnforceableOnAsync(app));
    }

    private static async Task<(Date, Date?)> ShownAsync(DisciplineApp app, int april)
    {
        var (_, from, until) = Assert.Single(await app.ShownOnAsync(Day(4, april))).Value;
        return (from, until);
    }

    /// <summary>The last statement of the migration.</summary>
    private static string SettlesAgain()
    {
        var assembly = typeof(DisciplineHost).Assembly;
        var name = Assert.Single(assembly.GetManifestResourceNames(), name => name.EndsWith("0011_sanction_periods.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var script = reader.ReadToEnd();
        return script[script.IndexOf("update case_outcomes", StringComparison.Ordinal)..];
    }

    private static Date Day(int month, int day) => Requests.Day(2026, month, day);

    private static RecordFurtherDecisionRequest Upheld(Decision decision, Date on) => new()
    {
        RequestId = Requests.Id(), DecisionId = decision.DecisionId, Kind = DecisionKind.Appeal, Outcome = DecisionOutcome.Upholds, DecidedOn = on,
    };

    private static async Task NotifyAsync(DecisionsService.DecisionsServiceClient national, Decision decision, Date on) =>
        await national.RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = Requests.Id(), DecisionId = decision.DecisionId, Addressee = Addressee.Practitioner, SentOn = decision.DecidedOn,
            Outcome = NotificationOutcome.Received, OutcomeOn = on, TimeLimitStated = true,
        });

    private static async Task<DateOnly?> EnforceableOnAsync(DisciplineApp app) => await app.Service.Database.ReadAsync(
        sql => sql.SingleOrDefaultAsync<DateOnly?>("select enforceable_on from enforcements"), CancellationToken.None);
}
