using System.Globalization;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Restrictions;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.SuspensionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Time limits of a suspension follow the calendar of the agency, of the region or of Paris.</summary>
public sealed class SuspensionSeatTests
{
    [Theory]
    // Friday 22 May in Martinique; Monday 25 is Whit Monday.
    [OneEngine("972", "2026-05-19", "2026-05-26")]
    [OneEngine("971", "2026-05-19", "2026-05-22")]
    [OneEngine("975", "2026-05-19", "2026-05-22")]
    // 3 April is Good Friday: no metropolitan agency sits in Alsace-Moselle.
    [OneEngine("57", "2026-03-31", "2026-04-03")]
    public async Task Hearing_EndsByTheCalendarOfTheAgency(SqlEngine engine, string council, string from, string lastDay)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var shown = await SuspendAsync(app, council, SuspensionKind.Emergency, Day(from));

        Assert.Equal(Day(lastDay), LastDay(shown, "emergency-suspension-hearing"));

        // Without the hearing it has ended on the day after, and on no other.
        var lift = Lift(shown, Day(lastDay));
        lift.Ground = LiftGround.NotHeard;
        app.GoTo(Day(lastDay).AddDays(1));
        await Faults.InvalidAsync((await app.HealthAsync(council)).LiftSuspensionAsync(lift), "lifted_on");
        lift.LiftedOn = Day(lastDay).AddDays(1).ToProto();
        Assert.Equal(lift.LiftedOn, (await (await app.HealthAsync(council)).LiftSuspensionAsync(lift)).Suspension.LiftedOn);
    }

    [Theory]
    [OneEngine("75", "2026-05-27", "2026-07-27")]
    // 27 May is a holiday in Guadeloupe, where the region sits; the second time is that of Paris.
    [OneEngine("973", "2026-05-28", "2026-07-28")]
    public async Task Rulings_EndByTheCalendarsOfTheRegionAndOfParis(SqlEngine engine, string council, string regional, string national)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var shown = await SuspendAsync(app, council, SuspensionKind.Emergency, new(2026, 3, 27), new(2026, 3, 27));

        Assert.Equal(
            (Day(regional), Day(national)), (LastDay(shown, "emergency-suspension-ruling"), LastDay(shown, "emergency-suspension-national-ruling")));
        Assert.Equal(Day(national), shown.EndsOn.Day());
    }

    [Theory]
    [OneEngine("75", "2026-04-15", "suspension-expert-report", "2026-05-27")]
    [OneEngine("972", "2026-04-15", "suspension-expert-report", "2026-05-28")]
    [OneEngine("75", "2026-02-03", "suspension-ruling", "2026-04-03")]
    [OneEngine("67", "2026-02-03", "suspension-ruling", "2026-04-03")]
    [OneEngine("974", "2026-10-20", "suspension-ruling", "2026-12-21")]
    [OneEngine("75", "2026-03-27", "suspension-ruling", "2026-05-27")]
    [OneEngine("971", "2026-03-27", "suspension-ruling", "2026-05-28")]
    public async Task Infirmity_EndsByTheCalendarOfTheRegion(SqlEngine engine, string council, string requestedOn, string rule, string lastDay)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var from = Day(requestedOn) < RegistryApp.Today ? RegistryApp.Today : Day(requestedOn);

        var shown = await SuspendAsync(app, council, SuspensionKind.Infirmity, from, Day(requestedOn), from.AddMonths(6));

        Assert.Equal(Day(lastDay), LastDay(shown, rule));
    }

    [Theory, OneEngine("987"), OneEngine("988")]
    public async Task Emergency_UnderALawOfItsOwn_HasItsLongestDurationOnly(SqlEngine engine, string council)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var shown = await SuspendAsync(app, council, SuspensionKind.Emergency, RegistryApp.Today, RegistryApp.Today);

        Assert.Equal(["emergency-suspension"], shown.Limits.Select(limit => limit.Rule));
        Assert.Equal(new DateOnly(2026, 8, 14), shown.EndsOn.Day());
    }

    [Fact]
    public void Council_IsTheOneOfTheDay_AlsoAfterATransfer()
    {
        FactRow[] facts =
        [
            Fact(FactKind.Left, "972", new(2026, 4, 1)), Fact(FactKind.Entered, "57", new(2026, 5, 1)), Fact(FactKind.Retired, "57", new(2026, 7, 1)),
        ];
        Assert.Equal(
            ["972", "972", "57", "57"],
            new DateOnly[] { new(2026, 3, 1), new(2026, 3, 31), new(2026, 5, 1), new(2027, 1, 1) }.Select(day => SuspensionCouncils.On(facts, day, "57")));
        // The council that keeps the file since then.
        Assert.Equal("57", SuspensionCouncils.On(facts, new(2026, 6, 1), "75"));
        Assert.Equal("68", SuspensionCouncils.On([], new(2026, 3, 1), "68"));
    }

    private static FactRow Fact(FactKind kind, string council, DateOnly on) => new() { Kind = kind.ToString(), Council = council, EffectiveOn = on };

    private static async Task<Suspension> SuspendAsync(
        RegistryApp app, string council, SuspensionKind kind, DateOnly from, DateOnly? requestedOn = null, DateOnly? until = null)
    {
        if (from > RegistryApp.Today)
            app.GoTo(from);
        else
            // In Papeete the day of the tests begins at 10:00 UTC.
            app.App.Clock.Advance(TimeSpan.FromHours(2));
        await new ApplicationPath(app).AcceptedAtAsync(council);
        var request = new RecordSuspensionRequest(Request(kind, until))
        {
            Rpps = ApplicationPath.Rpps, EffectiveOn = from.ToProto(), RequestedOn = requestedOn?.ToProto(),
        };
        return await app.DetailsAsync((await (await app.RestrictionsAsync()).RecordSuspensionAsync(request)).Suspension, council);
    }

    private static DateOnly LastDay(Suspension shown, string rule) => shown.Limits.Single(limit => limit.Rule == rule).LastDay.Day();

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
