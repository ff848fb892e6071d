using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.SuspensionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Time limits, notices, appeals and the lift of suspensions of Anne, council 75, which begin on Sunday 15 March 2026.</summary>
public sealed class SuspensionProcedureTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Infirmity_ShowsTheLimitsOfExpertsCouncilAndResumption(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var request = Request(SuspensionKind.Infirmity, new DateOnly(2026, 9, 30));
        request.RequestedOn = RegistryApp.Date(2026, 2, 2);
        request.DecidedOn = RegistryApp.Date(2026, 3, 10);

        await (await app.RestrictionsAsync()).RecordSuspensionAsync(request);

        var shown = (await (await app.HealthAsync()).ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = Anne })).Suspensions.Single();
        Assert.Equal(
            // Six weeks; two months to the day, a Thursday; two months back from 30 September.
            [
                ("suspension-expert-report", RegistryApp.Date(2026, 3, 16), "CSP art. R.4124-3, IV et R.4124-3-5, IV"),
                ("suspension-ruling", RegistryApp.Date(2026, 4, 2), "CSP art. R.4124-3, VI et R.4124-3-5, VI"),
                ("resumption-expertise", RegistryApp.Date(2026, 7, 30), "CSP art. R.4124-3, VII"),
            ],
            shown.Limits.Select(limit => (limit.Rule, limit.LastDay, limit.Steps[0].Article)));
        Assert.Equal((RegistryApp.Date(2026, 2, 2), RegistryApp.Date(2026, 3, 10)), (shown.RequestedOn, shown.DecidedOn));
    }

    [Theory, Engines]
    public async Task Emergency_EndsWithTheTimeOfTheNationalBodyWhenThatIsSooner(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var request = Request(SuspensionKind.Emergency);
        request.RequestedOn = Today.ToProto();

        var suspension = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(request)).Suspension;

        Assert.Equal(
            [
                ("emergency-suspension", RegistryApp.Date(2026, 8, 14)), ("emergency-suspension-hearing", RegistryApp.Date(2026, 3, 18)),
                ("emergency-suspension-ruling", RegistryApp.Date(2026, 5, 15)), ("emergency-suspension-national-ruling", RegistryApp.Date(2026, 7, 15)),
            ],
            (await app.DetailsAsync(suspension)).Limits.Select(limit => (limit.Rule, limit.LastDay)));
        Assert.Equal(RegistryApp.Date(2026, 7, 15), suspension.EndsOn);
        Assert.False((await app.VerifyAsync(Anne, new DateOnly(2026, 7, 15))).MayPractise);
        Assert.True((await app.VerifyAsync(Anne, new DateOnly(2026, 7, 16))).MayPractise);
        Assert.Empty(suspension.Notifications);
        Assert.Empty(suspension.Appeals);
    }

    [Theory, Engines("IT", true), Engines("FR", false), Engines("MA", false)]
    public async Task Notices_OfAPhysicianOfAnotherEuropeanState_AreOwedToItsAuthoritiesToo(SqlEngine engine, string nationality, bool owed)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submission = ApplicationPath.Submission();
        submission.Nationality = nationality;
        submission.Documents.Add(ApplicationDocument.CriminalRecord);
        await path.SubmitAsync(submission, "cdom-75");
        await path.ExamineAsync();
        await path.DecideAsync(true);
        var request = Request(SuspensionKind.Insufficiency, Today.AddDays(89));
        request.Rpps = ApplicationPath.Rpps;

        var suspension = (await (await app.RestrictionsAsync("cdom-75-president")).RecordSuspensionAsync(request)).Suspension;

        Assert.Equal(owed, suspension.Notifications.Any(item => item.Recipient == NotificationRecipient.EuropeanAuthorities));
    }

    [Theory, Engines]
    public async Task Notices_OfInfirmity_AreOwedToSixAndOfTheLiftToTheNotified(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var president = await app.RestrictionsAsync("cdom-75-president");
        var suspension = (await president.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        Assert.Equal(
            [
                NotificationRecipient.Applicant, NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency,
                NotificationRecipient.HealthInsurers, NotificationRecipient.DepartmentalCouncil, NotificationRecipient.AllDepartmentalCouncils,
            ],
            suspension.Notifications.Select(item => item.Recipient));
        // A clerk does not learn of which kind the suspension is.
        Assert.Empty((await (await app.RegistrationsAsync()).ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications);
        var owed = (await (await app.RegistrationsAsync("cdom-75-president")).ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications;
        Assert.Equal((6, suspension.SuspensionId), (owed.Count, owed[0].SuspensionId));

        var told = (await president.RecordSuspensionNotificationAsync(Notice(suspension, NotificationRecipient.HealthAgency))).Suspension;
        Assert.Equal(Today.ToProto(), told.Notifications.Single(item => item.Recipient == NotificationRecipient.HealthAgency).NotifiedOn);
        app.GoTo(Today.AddDays(100));
        var lifted = (await (await app.HealthAsync()).LiftSuspensionAsync(Fit(told, Today.AddDays(100)))).Suspension;

        Assert.Equal(NotificationRecipient.HealthAgency, lifted.LiftNotifications.Single().Recipient);
        var notice = Notice(lifted, NotificationRecipient.HealthAgency);
        notice.Lift = true;
        Assert.NotNull((await president.RecordSuspensionNotificationAsync(notice)).Suspension.LiftNotifications.Single().NotifiedOn);
    }

    [Theory, Engines]
    public async Task Appeal_RunsTenDaysFromEachNoticeAndSuspendsNothing(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var registrar = await app.RestrictionsAsync();
        var suspension = (await registrar.RecordSuspensionAsync(Request(SuspensionKind.Insufficiency, Today.AddDays(89)))).Suspension;
        foreach (var recipient in new[] { NotificationRecipient.Applicant, NotificationRecipient.DepartmentalCouncil })
            suspension = (await registrar.RecordSuspensionNotificationAsync(Notice(suspension, recipient))).Suspension;
        Assert.Equal(
            [
                (SuspensionAppellant.Practitioner, RegistryApp.Date(2026, 3, 25)),
                (SuspensionAppellant.DepartmentalCouncil, RegistryApp.Date(2026, 3, 25)),
                (SuspensionAppellant.HealthAgency, null),
            ],
            suspension.Appeals.Select(appeal => (appeal.Appellant, appeal.Time?.LastDay)));
        app.GoTo(Today.AddDays(11));

        suspension = (await registrar.RecordSuspensionAppealAsync(Appeal(suspension, SuspensionAppellant.Practitioner, Today.AddDays(10)))).Suspension;

        Assert.Equal(RegistryApp.Date(2026, 3, 25), suspension.Appeals[0].LodgedOn);
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, RegistryReasons.AppealOutOfTime,
            registrar.RecordSuspensionAppealAsync(Appeal(suspension, SuspensionAppellant.DepartmentalCouncil, Today.AddDays(11))));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            registrar.RecordSuspensionAppealAsync(Appeal(suspension, SuspensionAppellant.Practitioner, Today.AddDays(10))));
        // The health agency is not notified, so its time does not run.
        await registrar.RecordSuspensionAppealAsync(Appeal(suspension, SuspensionAppellant.HealthAgency, Today.AddDays(11)));
        Assert.Equal(2, await app.CountAsync("suspension_appeals"));
    }

    [Theory, OneEngine]
    public async Task Lift_WithoutWhatTheLawAsks_NamesTheFields(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var health = await app.HealthAsync();
        // Ends on 12 June 2026, so the expertise is asked for by 12 April and made from 12 April on.
        var infirmity = (await client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var insufficiency = (await client.RecordSuspensionAsync(Request(SuspensionKind.Insufficiency, Today.AddDays(89)))).Suspension;
        var emergency = (await client.RecordSuspensionAsync(Request(SuspensionKind.Emergency))).Suspension;
        var day = Today.AddDays(100);
        app.GoTo(day);

        await Faults.InvalidAsync(health.LiftSuspensionAsync(Lift(infirmity, day)), "expertise_asked_on", "expertise_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Edited(request => request.ExpertiseAskedOn = RegistryApp.Date(2026, 4, 13))), "expertise_asked_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Edited(request => request.ExpertiseOn = RegistryApp.Date(2026, 4, 11))), "expertise_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Edited(request => request.ExpertiseOn = RegistryApp.Date(2026, 6, 13))), "expertise_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Edited(request => request.TrainingProvenOn = day.ToProto())), "training_proven_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Edited(request => request.Ground = LiftGround.NotHeard)), "ground", "expertise_asked_on", "expertise_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(Lift(insufficiency, day)), "training_proven_on");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(new LiftSuspensionRequest(Lift(emergency, day)) { Ground = LiftGround.Fit }), "ground");
        await Faults.InvalidAsync(health.LiftSuspensionAsync(new LiftSuspensionRequest(Lift(emergency, day)) { Ground = LiftGround.NotHeard }), "lifted_on");
        await health.LiftSuspensionAsync(new LiftSuspensionRequest(Lift(emergency, new DateOnly(2026, 3, 19))) { Ground = LiftGround.NotHeard });
        await health.LiftSuspensionAsync(new LiftSuspensionRequest(Lift(insufficiency, day)) { TrainingProvenOn = day.ToProto() });
        await health.LiftSuspensionAsync(Edited(request => request.ExpertiseAskedOn = RegistryApp.Date(2026, 4, 12)));

        LiftSuspensionRequest Edited(Action<LiftSuspensionRequest> edit)
        {
            var request = Fit(infirmity, day);
            edit(request);
            return request;
        }
    }

    [Theory, OneEngine]
    public async Task NoticesAndAppeals_ThatDoNotFit_AreRefused(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var infirmity = (await client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var emergency = (await client.RecordSuspensionAsync(Request(SuspensionKind.Emergency))).Suspension;
        var late = Request(SuspensionKind.Infirmity, Today.AddDays(89));
        late.RequestedOn = Today.AddDays(1).ToProto();
        late.DecidedOn = Today.AddDays(1).ToProto();

        await Faults.InvalidAsync(client.RecordSuspensionAsync(late), "decided_on", "requested_on");
        await Faults.InvalidAsync(
            client.RecordSuspensionNotificationAsync(new RecordSuspensionNotificationRequest()), "request_id", "suspension_id", "recipient", "notified_on");
        await Faults.InvalidAsync(
            client.RecordSuspensionAppealAsync(new RecordSuspensionAppealRequest()), "request_id", "suspension_id", "appellant", "lodged_on");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            client.RecordSuspensionNotificationAsync(Notice(emergency, NotificationRecipient.Applicant)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            client.RecordSuspensionAppealAsync(Appeal(emergency, SuspensionAppellant.Practitioner, Today)));
        var early = Notice(infirmity, NotificationRecipient.Applicant);
        early.NotifiedOn = Today.AddDays(-1).ToProto();
        await Faults.InvalidAsync(client.RecordSuspensionNotificationAsync(early), "notified_on");
        await Faults.FailsAsync(
            StatusCode.NotFound,
            (await app.RestrictionsAsync("cdom-62-president")).RecordSuspensionNotificationAsync(Notice(infirmity, NotificationRecipient.Applicant)));
    }

    private static RecordSuspensionNotificationRequest Notice(Suspension suspension, NotificationRecipient recipient)
    {
        var on = suspension.LiftedOn ?? Today.ToProto();
        return new() { RequestId = RegistryApp.NewId(), SuspensionId = suspension.SuspensionId, Recipient = recipient, NotifiedOn = on, Etag = suspension.Etag };
    }

    private static RecordSuspensionAppealRequest Appeal(Suspension suspension, SuspensionAppellant appellant, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        Appellant = appellant,
        LodgedOn = on.ToProto(),
        Etag = suspension.Etag,
    };
}
