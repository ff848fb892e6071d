using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Time limits follow the calendar of the council's seat; New Caledonia and French Polynesia have a law of their own.</summary>
public sealed class SeatTests
{
    [Theory]
    [OneEngine("75", "2026-01-03", "2026-04-03")]
    // Good Friday; Easter Monday is the 6th.
    [OneEngine("67", "2026-01-03", "2026-04-07")]
    [OneEngine("57", "2026-01-03", "2026-04-07")]
    [OneEngine("976", "2026-01-27", "2026-04-28")]
    // Friday 22 May in Martinique; Monday 25 is Whit Monday.
    [OneEngine("972", "2026-02-22", "2026-05-26")]
    [OneEngine("971", "2026-02-27", "2026-05-28")]
    [OneEngine("973", "2026-03-10", "2026-06-11")]
    [OneEngine("974", "2026-03-10", "2026-06-10")]
    public async Task DecisionTime_EndsByTheCalendarOfTheCouncil(SqlEngine engine, string council, string completeOn, string lastDay)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app) { ReceivedOn = Day(completeOn), On = Day(completeOn) };

        var complete = await path.CompleteAsync(clerk: $"cdom-{council}");

        Assert.Equal(Day(lastDay).ToProto(), complete.DecisionTime.LastDay);
        Assert.Equal(1, await app.CountAsync($"applications where due_on = '{lastDay}'"));
    }

    [Theory, Engines]
    public async Task Appeal_FromAnAlsatianCouncil_EndsByTheCalendarOfItsRegion(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        // Thirty days from 4 March end on Good Friday, which is no holiday in Nancy.
        var path = new ApplicationPath(app) { ReceivedOn = new(2026, 2, 1), On = new(2026, 3, 4) };
        await path.CompleteAsync(clerk: "cdom-67");
        await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);

        var refused = await path.NotifyAsync(NotificationRecipient.Applicant);

        Assert.Equal(new DateOnly(2026, 4, 3).ToProto(), refused.Appeals.Single().Time.LastDay);
    }

    [Theory]
    // Two months, and one more from overseas (CJA R.421-7), from Sunday 15 March; the day of the end does not count.
    [OneEngine("75", "2026-05-18")]
    [OneEngine("57", "2026-05-18")]
    [OneEngine("974", "2026-06-16")]
    [OneEngine("988", "2026-06-16")]
    public async Task Review_BeforeTheConseilDEtat_IsLongerFromOverseas(SqlEngine engine, string council, string lastDay)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app) { ReceivedOn = RegistryApp.Today.AddDays(-15) };
        await path.CompleteAsync(clerk: $"cdom-{council}");
        await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);
        foreach (var level in new[] { AppealLevel.Regional, AppealLevel.National })
        {
            await path.LodgeAsync(level);
            await path.RuleAsync(level, AppealOutcome.Dismissed);
        }

        Assert.Equal(Day(lastDay).ToProto(), path.Now.Appeals[^1].Time.LastDay);
    }

    [Theory, Engines("987"), Engines("988")]
    public async Task Application_InNewCaledoniaOrPolynesia_HasNoTimeLimitOfMetropolitanLaw(SqlEngine engine, string council)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        // In Papeete the day of the tests begins at 10:00 UTC.
        app.App.Clock.Advance(TimeSpan.FromHours(2));
        var path = new ApplicationPath(app) { ReceivedOn = RegistryApp.Today.AddDays(-40) };
        var complete = await path.CompleteAsync(clerk: $"cdom-{council}");
        Assert.Equal((null, null), (complete.DecisionTime, complete.Acknowledgement.Time));

        app.GoTo(RegistryApp.Today.AddYears(1));
        app.App.Clock.Advance(TimeSpan.FromSeconds(30));
        // Summoned on the day before the meeting: no rule forbids it there.
        await path.SummonAsync(RegistryApp.Today.AddDays(-1), RegistryApp.Today);
        path.On = RegistryApp.Today;
        var refused = await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);

        Assert.Equal(ApplicationState.Refused, refused.State);
        Assert.Empty(refused.Notifications);
        Assert.Null(refused.Appeals.Single().Time);
        Assert.Equal(0, await app.CountAsync("audit_entries where kind = 'registry.application.refused_by_silence'"));
        path.On = RegistryApp.Today.AddDays(200);
        Assert.Equal(RegistryApp.Today.AddDays(200).ToProto(), (await path.LodgeAsync(AppealLevel.Regional)).Appeals.Single().LodgedOn);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
