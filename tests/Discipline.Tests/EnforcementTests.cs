using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Discipline.Enforcement;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The host's own enforcement work also runs once a second, so the assertions must hold whichever run comes first.</summary>
public class EnforcementTests
{
    [Theory, Engines]
    public async Task RunOnce_OnTheLastDay_DoesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();

        // The time to appeal ends at midnight in Paris.
        app.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 9, 21, 59, 59, TimeSpan.Zero));
        await app.Enforcement.RunOnceAsync(CancellationToken.None);

        Assert.Equal(0, await app.CountAsync("enforcements"));
        Assert.Null((await (await app.DecisionsAsync("cdom-75")).GetDecisionAsync(new GetDecisionRequest { DecisionId = decision.DecisionId })).Decision.EnforcedAt);
    }

    [Theory, Engines]
    public async Task RunOnce_AfterTheLastDay_TellsTheRegisterOnceHoweverOftenAndByWhom(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await using var replica = await app.ReplicaAsync();
        var decision = await app.DecidedAsync();
        EnforcementWork[] works = [app.Enforcement, replica.Host.Services.GetRequiredService<EnforcementWork>()];

        app.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 9, 22, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => works[i % 2].RunOnceAsync(CancellationToken.None)));
        var sanction = await app.Register.NextSanctionAsync();
        await works[0].RunOnceAsync(CancellationToken.None);

        Assert.Equal(1, await app.CountAsync("enforcements"));
        Assert.Equal(1, await app.CountAsync("outbox"));
        Assert.Equal(decision.DecisionId, sanction.DecisionId);
        Assert.Equal(DisciplineApp.Doctor75, sanction.Rpps);
        Assert.Equal(RestrictingSanction.BanFromPractice, sanction.Sanction);
        // Of three months, two are suspended, so one is served.
        // Final on 10 April, and executed from the next day (CSP R.4126-30, R.4126-40).
        Assert.Equal(Requests.Day(2026, 4, 11), sanction.EffectiveOn);
        Assert.Equal(Requests.Day(2026, 5, 10), sanction.EndsOn);
        Assert.True(Guid.TryParse(sanction.RequestId, out _));
        var found = await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId });
        Assert.Equal(CaseStatus.Enforceable, found.Case.Status);
    }

    [Theory, Engines]
    public async Task RunOnce_AfterAnAppeal_DoesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 10)));

        app.GoTo(Requests.Day(2026, 6, 1));
        await app.Enforcement.RunOnceAsync(CancellationToken.None);

        Assert.Equal(0, await app.CountAsync("enforcements"));
        Assert.Equal(0, await app.CountAsync("outbox"));
    }

    [Theory, Engines]
    public async Task RunOnce_WhileAnAppealOfTheLastDayIsRecorded_TheRegisterShowsNothingInTheEnd(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var national = await app.DecisionsAsync("chambre-nationale");
        var decisions = new List<Decision>();
        for (var i = 0; i < 5; i++)
            decisions.Add(await app.DecidedAsync());
        // The appeals were sent on the last day, and are recorded while the work runs.
        app.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 9, 22, 0, 0, TimeSpan.Zero));

        var appeals = decisions.Select(async decision => await national.RecordAppealAsync(Requests.Appeal(decision, decision.AppealTime.LastDay)));
        await Task.WhenAll(appeals.Append(app.Enforcement.RunOnceAsync(CancellationToken.None)));

        Assert.Equal((5, 0), (await app.CountAsync("remedies"), await app.CountAsync("enforcements")));
        Assert.Equal(0, await app.CountAsync("register_effects where not withdrawn"));
        // Each sanction that the work had told is withdrawn.
        Assert.Equal(2 * await app.CountAsync("register_effects"), await app.CountAsync("outbox"));
    }

    [Theory, Engines]
    public async Task RunOnce_NothingToRestrict_TellsTheRegisterNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.DecidedAsync(request =>
        {
            request.Sanction = Sanction.Warning;
            request.DurationMonths = request.SuspendedMonths = 0;
        });
        await app.DecidedAsync(request => request.SuspendedMonths = request.DurationMonths);

        app.GoTo(Requests.Day(2026, 4, 10));
        await app.Enforcement.RunOnceAsync(CancellationToken.None);

        Assert.Equal(2, await app.CountAsync("enforcements"));
        Assert.Equal(0, await app.CountAsync("outbox"));
    }

    [Theory, Engines]
    public async Task Delivery_RegisterAwayAtFirst_ArrivesWithTheSameRequestId(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        app.Register.FailNext(2);

        app.GoTo(Requests.Day(2026, 4, 10));
        // The relay waits longer after each failure; the clock brings its next attempt forward.
        var arrival = app.Register.NextSanctionAsync();
        while (!arrival.IsCompleted)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(5));
            await app.Service.Host.Services.GetRequiredService<OutboxRelay>().DeliverDueAsync(CancellationToken.None);
            await app.Enforcement.RunOnceAsync(CancellationToken.None);
        }

        var sanction = await arrival;
        Assert.Equal(decision.DecisionId, sanction.DecisionId);
        var message = await app.Service.Database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<string>("select id from outbox"), CancellationToken.None);
        Assert.Equal(message, sanction.RequestId);
        Assert.True(app.Register.Calls.Count(call => call.Method.EndsWith("/RecordSanction", StringComparison.Ordinal)) >= 3);
        Assert.Single(app.Register.Recorded);
    }

    [Theory, Engines]
    public async Task Delivery_FirstSanctionOfAPhysicianFails_TheNextWaitsForItAndAnothersDoesNot(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var first = await app.DecidedAsync(request => request.DecidedOn = request.NotifiedOn = Requests.Day(2026, 3, 9));
        var second = await app.DecidedAsync();
        var another = await app.DecidedAsync(rpps: DisciplineApp.Colleague75);
        app.Register.Refuses = sanction => sanction.DecisionId == first.DecisionId;
        await EnforceAsync(first);
        await RefusedAsync(1);

        await EnforceAsync(second);

        // The other physician's sanction arrives while the first one is refused again.
        Assert.Equal(another.DecisionId, (await app.Register.NextSanctionAsync()).DecisionId);
        await RefusedAsync(2);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await RefusedAsync(3);
        Assert.DoesNotContain(second.DecisionId, app.Register.Asked);

        app.Register.Refuses = _ => false;
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first.DecisionId, (await app.Register.NextSanctionAsync()).DecisionId);
        Assert.Equal(second.DecisionId, (await app.Register.NextSanctionAsync()).DecisionId);

        async Task EnforceAsync(Decision decision)
        {
            app.GoTo(decision.EnforceableOn);
            await app.Enforcement.RunOnceAsync(CancellationToken.None);
        }

        // Waits until the relay has recorded the failure of that attempt and released the message.
        Task RefusedAsync(int attempts) => Until.TrueAsync(
            async () => await app.Service.Database.ReadAsync(
                sql => sql.ScalarAsync<long>(
                    "select count(*) from outbox where attempts = @attempts and last_error <> '' and due_at < @soon",
                    new { attempts, soon = app.Clock.GetUtcNow().AddSeconds(10) }),
                CancellationToken.None) == 1,
            $"attempt {attempts}");
    }
}
