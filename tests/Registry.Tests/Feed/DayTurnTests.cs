using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Feed;

public sealed class DayTurnTests
{
    private static readonly DateOnly First = RegistryApp.Today.AddDays(3);
    private static readonly DateOnly Last = RegistryApp.Today.AddDays(6);

    [Theory, Engines]
    public async Task DayTurn_BanBeginsAndEnds_IsAChangeOnEachDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Feed:Heartbeat", "00:00:00.1"));
        await app.ImportAsync(NumberedFile.Of(4));
        await app.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.BanFromPractice, First, Last);
        using var stream = await app.WatchAsync();
        Assert.Equal(4, (await stream.UntilQuietAsync()).Count);

        var shown = new List<(DateOnly, bool)>();
        for (var day = RegistryApp.Today.AddDays(1); day <= Last.AddDays(2); day = day.AddDays(1))
        {
            app.App.Clock.Advance(TimeSpan.FromDays(1));
            await Turn(app).RunOnceAsync(default);
            var (changes, _) = await ListChangesTests.AllAsync(app, stream.Token, 100);
            shown.AddRange(changes.Select(change => (day, change.Registration.MayPractise)));
            if (changes.Count > 0)
                await stream.ChangeAsync();
        }

        Assert.Equal([(First, false), (Last.AddDays(1), true)], shown);
    }

    [Theory, Engines]
    public async Task DayTurn_DaysMissed_AreCaughtUpOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(6));
        await Turn(app).RunOnceAsync(default);
        // In the missed days: ban 1 begins; ban 2 begins and ends, so it no longer shows; ban 3 begins and ends on the last day. Bans 4 and 5 lie outside.
        await Ban(1, First, Last.AddDays(100));
        await Ban(2, First, First);
        await Ban(3, First, Last);
        await Ban(4, Last.AddDays(1), Last.AddDays(2));
        await Ban(5, RegistryApp.Today.AddDays(-9), RegistryApp.Today.AddDays(-1));
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);

        app.App.Clock.AdvanceTo(new DateTimeOffset(Last, new TimeOnly(0, 5), TimeSpan.FromHours(1)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Turn(app).RunOnceAsync(default)));

        var (changes, next) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal(new[] { 1, 3 }.Select(NumberedFile.Rpps), changes.Select(change => change.Rpps));
        Assert.Single(changes.Select(change => change.Revision).Distinct());
        await Turn(app).RunOnceAsync(default);
        Assert.Empty((await ListChangesTests.AllAsync(app, next, 100)).Changes);

        Task Ban(int number, DateOnly from, DateOnly until) => app.SanctionAsync(NumberedFile.Rpps(number), RestrictingSanction.BanFromPractice, from, until);
    }

    [Theory, Engines]
    public async Task DayTurn_TwoReplicas_TurnADayOnce(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var one = await RegistryApp.StartAsync(store);
        await using var other = await RegistryApp.StartAsync(store, one.App.Clock);
        await one.ImportAsync(NumberedFile.Of(1));
        await one.SanctionAsync(NumberedFile.Rpps(0), RestrictingSanction.Radiation, RegistryApp.Today.AddDays(1));

        one.App.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Turn(one).RunOnceAsync(default), Turn(other).RunOnceAsync(default));

        Assert.Equal(1, await one.CountAsync("audit_entries where kind = 'registry.day.turned' and body like '%before%'"));
        Assert.Equal(RegistrationStatus.StruckOff, (await ListChangesTests.AllAsync(other, "", 10)).Changes.Single().Registration.Status);
    }

    private static DayTurn Turn(RegistryApp app) => app.App.Host.Services.GetRequiredService<DayTurn>();
}
