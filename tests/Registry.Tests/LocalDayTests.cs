using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Restrictions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry;

/// <summary>A council writes the day of its own place, which Paris has not reached, or has left.</summary>
public sealed class LocalDayTests
{
    [Theory]
    // 22:30 on 15 March in Paris; 08:30 on the 16th in Nouméa, 01:30 in La Réunion.
    [OneEngine("988", "2026-03-15T21:30Z", "2026-03-16")]
    [OneEngine("974", "2026-03-15T21:30Z", "2026-03-16")]
    [OneEngine("57", "2026-03-15T21:30Z", "2026-03-15")]
    [OneEngine("973", "2026-03-15T21:30Z", "2026-03-15")]
    // 03:30 on the 16th in Paris; 23:30 on the 15th in Cayenne.
    [OneEngine("973", "2026-03-16T02:30Z", "2026-03-15")]
    [OneEngine("57", "2026-03-16T02:30Z", "2026-03-16")]
    public async Task Acts_AreOfTheDayOfTheCouncil(SqlEngine engine, string council, string instant, string day)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.App.Clock.AdvanceTo(Instant(instant));
        var today = Day(day);
        var tomorrow = today.AddDays(1);
        var path = new ApplicationPath(app) { ReceivedOn = today, On = today };
        var (clerk, president) = ($"cdom-{council}", $"cdom-{council}-president");
        var registry = await path.AsAsync(clerk);

        var submission = ApplicationPath.Submission();
        submission.ReceivedOn = tomorrow.ToProto();
        await Faults.InvalidAsync(registry.SubmitApplicationAsync(submission), "received_on");
        await path.SubmitAsync(clerk: clerk);
        await Faults.InvalidAsync(registry.RecordStepAsync(path.Step(step => step.FileComplete = new FileComplete(), tomorrow)), "on");
        await path.ExamineAsync();
        await Faults.InvalidAsync(registry.PrepareDecisionAsync(path.Draft(true, on: tomorrow)), "session_on");
        await path.DecideAsync(true);
        if (path.Now.Notifications.Count > 0)
        {
            await Faults.InvalidAsync(registry.RecordNotificationAsync(path.Notice(NotificationRecipient.Applicant, tomorrow)), "notified_on");
            await path.NotifyAsync(NotificationRecipient.Applicant);
        }

        var restrictions = await app.RestrictionsAsync(president);
        var suspend = new RecordSuspensionRequest(SuspensionTests.Request(SuspensionKind.Emergency)) { Rpps = ApplicationPath.Rpps };
        await Faults.InvalidAsync(
            restrictions.RecordSuspensionAsync(
                new RecordSuspensionRequest(suspend) { RequestId = RegistryApp.NewId(), RequestedOn = tomorrow.ToProto() }), "requested_on");
        var suspension = (await restrictions.RecordSuspensionAsync(suspend)).Suspension;
        var health = await app.HealthAsync(council);
        await Faults.InvalidAsync(health.LiftSuspensionAsync(SuspensionTests.Lift(suspension, tomorrow)), "lifted_on");
        Assert.Equal(today.ToProto(), (await health.LiftSuspensionAsync(SuspensionTests.Lift(suspension, today))).Suspension.LiftedOn);

        var registrations = await app.RegistrationsAsync(clerk);
        await Faults.InvalidAsync(registrations.RecordDepartureAsync(Departure(tomorrow)), "effective_on");
        var left = await registrations.RecordDepartureAsync(Departure(today));
        var departure = left.Fact;
        Assert.Equal(today.ToProto(), departure.EffectiveOn);
        Assert.True(left.NotificationTime is null || left.NotificationTime.From.Equals(today.ToProto()));
        if (departure.Notifications.Count > 0)
        {
            // Not refused as a day before the record: it was recorded on this very day there.
            var notice = new RecordDepartureNotificationRequest
            {
                RequestId = RegistryApp.NewId(), FactId = departure.FactId, Recipient = NotificationRecipient.HealthAgency, NotifiedOn = tomorrow.ToProto(),
            };
            await Faults.InvalidAsync(registrations.RecordDepartureNotificationAsync(notice), "notified_on");
            notice.NotifiedOn = today.ToProto();
            await registrations.RecordDepartureNotificationAsync(notice);
            // Sunday 22 March moves to Monday.
            Assert.Equal(new DateOnly(2026, 3, 23), departure.Notifications[0].DueOn.Day());
        }
    }

    [Theory]
    [OneEngine("988", "2026-03-15T21:30Z", "2026-03-16")]
    [OneEngine("974", "2026-03-15T21:30Z", "2026-03-16")]
    [OneEngine("973", "2026-03-16T02:30Z", "2026-03-15")]
    [OneEngine("57", "2026-03-16T02:30Z", "2026-03-16")]
    public async Task DeclareChange_ByThePhysician_IsDatedByTheCouncilsDay(SqlEngine engine, string council, string instant, string day)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await new ApplicationPath(app).AcceptedAtAsync(council);
        app.App.Clock.AdvanceTo(Instant(instant));
        var physician = await app.RegistrationsAsync($"medecin-{ApplicationPath.Rpps}");
        var declaration = new DeclareChangeRequest(Registrations.HistoryTests.Declaration(RegistryApp.Today)) { Rpps = ApplicationPath.Rpps };

        var declared = (await physician.DeclareChangeAsync(declaration)).Declaration;

        Assert.Equal(Day(day), declared.DeclaredOn.Day());
        var later = new DeclareChangeRequest(declaration) { RequestId = RegistryApp.NewId(), DeclaredOn = Day(day).AddDays(1).ToProto() };
        await Faults.InvalidAsync((await app.RegistrationsAsync($"cdom-{council}")).DeclareChangeAsync(later), "declared_on");
    }

    [Theory]
    // The last day, 10 June, ends at 20:00 UTC in La Réunion and at 22:00 UTC in Paris.
    [OneEngine("974", "2026-03-10", "2026-06-10T19:59Z", "2026-06-10T20:01Z", "2026-06-11")]
    [OneEngine("75", "2026-03-10", "2026-06-10T21:59Z", "2026-06-10T22:01Z", "2026-06-11")]
    // The last day, 11 June, ends at 03:00 UTC of the next one in Cayenne.
    [OneEngine("973", "2026-03-10", "2026-06-12T02:59Z", "2026-06-12T03:01Z", "2026-06-12")]
    public async Task Silence_RefusesAtMidnightOfTheCouncil(SqlEngine engine, string council, string completeOn, string before, string after, string refusedOn)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app) { ReceivedOn = Day(completeOn), On = Day(completeOn) };
        await path.CompleteAsync(clerk: $"cdom-{council}");
        var work = app.App.Host.Services.GetRequiredService<SilenceWork>();

        app.App.Clock.AdvanceTo(Instant(before));
        await work.RunOnceAsync(default);
        Assert.Equal(ApplicationState.Complete, (await path.ReadAsync()).State);
        var clerk = await path.AsAsync($"cdom-{council}");
        await clerk.PrepareDecisionAsync(path.Draft(true, on: Day(completeOn)));

        app.App.Clock.AdvanceTo(Instant(after));
        var late = path.Draft(true, on: Day(completeOn));
        late.Etag = "";
        await Faults.ReasonAsync(Grpc.Core.StatusCode.FailedPrecondition, Reasons.WrongState, clerk.PrepareDecisionAsync(late));
        await work.RunOnceAsync(default);
        Assert.Equal(1, await app.CountAsync($"applications where outcome = 'Silent' and decided_on = '{refusedOn}'"));
    }

    private static RecordDepartureRequest Departure(DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(), Rpps = ApplicationPath.Rpps, Ground = FactGround.Request, EffectiveOn = on.ToProto(),
    };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
