using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Registrations;

/// <summary>Departures recorded on Sunday 15 March 2026: one week later is Monday 23 March.</summary>
public sealed class DepartureNoticeTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly NotificationRecipient[] Authorities =
        [NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency];

    [Theory, Engines]
    public async Task RecordDeparture_EachGround_OwesItsNotices(SqlEngine engine)
    {
        (FactGround Ground, NotificationRecipient[] Owed)[] expected =
        [
            (FactGround.Request, [NotificationRecipient.Applicant, .. Authorities]),
            (FactGround.TransferOut, [NotificationRecipient.Applicant, .. Authorities]),
            (FactGround.Cessation, [NotificationRecipient.Applicant, .. Authorities]),
            (FactGround.ConditionsNotMet, [NotificationRecipient.Applicant, .. Authorities]),
            (FactGround.Death, Authorities),
        ];
        foreach (var (ground, owed) in expected)
        {
            await using var app = await RegistryApp.StartAsync(engine);
            await app.ImportAsync(new RegisterFile().Line());

            var departure = await LeaveAsync(app, ground, "cdom-75-president");

            Assert.Equal(owed, departure.Notifications.Select(item => item.Recipient));
            // Sunday 22 March moves to the next working day.
            Assert.All(departure.Notifications, item => Assert.Equal((RegistryApp.Date(2026, 3, 23), null), (item.DueOn, item.NotifiedOn)));
        }
    }

    [Theory, Engines]
    public async Task RecordDepartureNotification_Owed_IsGivenOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Request);
        var client = await app.RegistrationsAsync();
        var etag = (await client.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne })).Etag;
        app.GoTo(Today.AddDays(2));
        var notice = Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(1));

        var given = await client.RecordDepartureNotificationAsync(notice);

        Assert.Equal(given, await client.RecordDepartureNotificationAsync(notice));
        Assert.Equal(Today.AddDays(1).ToProto(), given.Fact.Notifications.Single(item => item.Recipient == NotificationRecipient.HealthAgency).NotifiedOn);
        Assert.Equal(2, given.Fact.Notifications.Count(item => item.NotifiedOn is null));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            client.RecordDepartureNotificationAsync(new RecordDepartureNotificationRequest(notice) { Recipient = NotificationRecipient.Applicant }));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            client.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthInsurers, Today)));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.departure.notified'"));
        var history = await client.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne });
        Assert.Equal(given.Fact, history.Facts.Single());
        // A notice does not change the register, so the etag stays.
        Assert.Equal(etag, history.Etag);
    }

    [Theory, Engines]
    public async Task CorrectFact_OfADeparture_OwesItsNoticesAnewAndTheOldOnesNoMore(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Cessation, on: Today.AddDays(30));
        app.GoTo(Today.AddDays(10));
        var president = await app.RegistrationsAsync("cdom-75-president");

        var corrected = await president.CorrectFactAsync(new CorrectFactRequest
        {
            RequestId = RegistryApp.NewId(),
            FactId = departure.FactId,
            EffectiveOn = Today.AddDays(40).ToProto(),
            Reason = "Le départ a été reporté.",
        });

        // A week from Wednesday 25 March.
        Assert.All(corrected.Fact.Notifications, item => Assert.Equal(RegistryApp.Date(2026, 4, 1), item.DueOn));
        var clerk = await app.RegistrationsAsync();
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_SUPERSEDED",
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today.AddDays(10))));
        var owed = (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications;
        Assert.Equal((3, 0), (owed.Count, owed.Count(item => item.FactId != corrected.Fact.FactId)));
    }

    [Theory, Engines]
    public async Task CorrectFact_WithdrawnAfterNotice_OwesNoticeToTheNotified(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Request);
        var clerk = await app.RegistrationsAsync();
        await clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today));
        await clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today));
        app.GoTo(Today.AddDays(10));

        var withdrawn = await CorrectAsync(app, departure, null);

        Assert.Null(withdrawn.Fact);
        Assert.Equal(departure.FactId, withdrawn.Corrected.FactId);
        // A week from Wednesday 25 March.
        Assert.Equal([NotificationRecipient.Applicant, NotificationRecipient.HealthAgency], withdrawn.Corrected.WithdrawalNotifications.Select(item => item.Recipient));
        Assert.All(withdrawn.Corrected.WithdrawalNotifications, item => Assert.Equal((RegistryApp.Date(2026, 4, 1), null), (item.DueOn, item.NotifiedOn)));
        Assert.Equal(2, withdrawn.Corrected.Notifications.Count(item => item.NotifiedOn is not null));
        var owed = (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications;
        Assert.Equal([NotificationRecipient.Applicant, NotificationRecipient.HealthAgency], owed.Select(item => item.Item.Recipient).Order());
        Assert.All(owed, item => Assert.Equal((departure.FactId, true, "75"), (item.FactId, item.Withdrawal, item.Council)));

        await Faults.InvalidAsync(
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(9))), "notified_on");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.NationalCouncil, Today.AddDays(10))));
        await Faults.FailsAsync(
            StatusCode.NotFound,
            (await app.RegistrationsAsync("cdom-62")).RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(10))));
        var notice = Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(10));
        var given = await clerk.RecordDepartureNotificationAsync(notice);
        Assert.Equal(given, await clerk.RecordDepartureNotificationAsync(notice));
        Assert.Equal(Today.AddDays(10).ToProto(), given.Fact.WithdrawalNotifications[1].NotifiedOn);
        Assert.Equal(Today.ToProto(), given.Fact.Notifications.Single(item => item.Recipient == NotificationRecipient.HealthAgency).NotifiedOn);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(10))));
        Assert.Equal(
            NotificationRecipient.Applicant, (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications.Single().Item.Recipient);
        Assert.Equal(given.Fact, (await clerk.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne })).Facts.Single());
        Assert.Equal(3, await app.CountAsync("audit_entries where kind = 'registry.departure.notified'"));
    }

    [Theory, Engines]
    public async Task CorrectFact_WithdrawnAfterACorrection_OwesNoticeToTheNotifiedOfEither(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Cessation, on: Today.AddDays(30));
        var clerk = await app.RegistrationsAsync();
        await clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today));
        await clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.NationalCouncil, Today));
        app.GoTo(Today.AddDays(2));
        var moved = await CorrectAsync(app, departure, Today.AddDays(40));
        Assert.Empty(moved.Corrected.WithdrawalNotifications);
        Assert.Equal(moved.Fact.FactId, moved.Corrected.SupersededBy);
        await clerk.RecordDepartureNotificationAsync(Notice(moved.Fact, NotificationRecipient.HealthAgency, Today.AddDays(2)));
        await clerk.RecordDepartureNotificationAsync(Notice(moved.Fact, NotificationRecipient.Applicant, Today.AddDays(2)));

        var withdrawn = await CorrectAsync(app, moved.Fact, null);

        Assert.Equal(
            [NotificationRecipient.Applicant, NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency],
            withdrawn.Corrected.WithdrawalNotifications.Select(item => item.Recipient));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_SUPERSEDED",
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.HealthAgency, Today.AddDays(2))));
        Assert.All(
            (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications,
            item => Assert.Equal((moved.Fact.FactId, true), (item.FactId, item.Withdrawal)));
    }

    [Theory, Engines]
    public async Task RecordDepartureNotification_WhileTheDepartureIsWithdrawn_WaitsForTheWithdrawal(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Request);
        var clerk = await app.RegistrationsAsync();
        AsyncUnaryCall<RecordDepartureNotificationResponse>? notice = null;
        await app.App.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("update registration_facts set superseded_in = recorded_in where id = @FactId", new { departure.FactId });
                notice = clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today));
                // SQLite has one writer at a time, so only PostgreSQL can show this lock.
                while (engine == SqlEngine.PostgreSql && !notice.ResponseAsync.IsCompleted && await WaitingAsync(app) == 0)
                    await Task.Yield();
                return true;
            }, default);

        // No recipient had been notified when the departure was withdrawn, so there is nothing to notify any more.
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, notice!);
        Assert.Equal(0, await app.CountAsync("notices where notified_on is not null"));
    }

    [Theory, Engines]
    public async Task CorrectFact_WithdrawnBeforeAnyNotice_OwesNone(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.Request);

        Assert.Empty((await CorrectAsync(app, departure, null)).Corrected.WithdrawalNotifications);

        var clerk = await app.RegistrationsAsync();
        Assert.Empty((await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today)));
    }

    [Theory, Engines]
    public async Task ListOwedNotifications_PageByPage_GivesDecisionsAndDeparturesByTheirDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var departure = await LeaveAsync(app, FactGround.TransferOut);
        app.GoTo(Today.AddDays(2));
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne, "cdom-62");
        await path.DecideAsync(accepted: true);

        // Council 62 keeps the file now; council 75 still owes its notices.
        var clerk = await app.RegistrationsAsync();
        await clerk.RecordDepartureNotificationAsync(Notice(departure, NotificationRecipient.Applicant, Today.AddDays(2)));
        var own = (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications;
        Assert.Equal(Authorities.Order(), own.Select(item => item.Item.Recipient).Order());
        Assert.All(own, item => Assert.Equal((departure.FactId, "", "75", Anne), (item.FactId, item.ApplicationId, item.Council, item.Rpps)));
        // The register has the name under which council 62 accepted the physician.
        Assert.All(own, item => Assert.Equal(("ESSAI-NOUVEAU", "JEAN"), (item.FamilyName, item.GivenName)));

        var registrar = await app.RegistrationsAsync("cnom-registre");
        var seen = new List<OwedNotification>();
        var token = "";
        do
        {
            var page = await registrar.ListOwedNotificationsAsync(new ListOwedNotificationsRequest { PageSize = 2, PageToken = token });
            seen.AddRange(page.Notifications);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal((2, 3), (seen.Count(item => item.FactId.Length > 0), seen.Count(item => item.ApplicationId == path.Now.ApplicationId)));
        Assert.Equal(5, seen.Distinct().Count());
        Assert.True(seen.Take(2).All(item => item.FactId.Length > 0));
        var due = await registrar.ListOwedNotificationsAsync(new ListOwedNotificationsRequest { DueUntil = Today.AddDays(8).ToProto(), Council = "75" });
        Assert.Equal(2, due.Notifications.Count);

        await Faults.InvalidAsync(
            registrar.ListOwedNotificationsAsync(new ListOwedNotificationsRequest { PageSize = -1, PageToken = "x", Council = "99" }), "page_size", "page_token", "council");
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.RegistrationsAsync("cnam")).ListOwedNotificationsAsync(new ListOwedNotificationsRequest()));
    }

    [Theory, Engines]
    public async Task ListOwedNotifications_PersonWhomTheRegisterLacks_HasTheNameOfTheApplication(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.GoTo(Today.AddDays(30));
        var path = new ApplicationPath(app) { On = Today.AddDays(30) };
        await path.CompleteAsync();
        await path.DecideAsync(accepted: false, RefusalGround.MoralityOrIndependence);

        var owed = (await (await app.RegistrationsAsync()).ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications;

        Assert.NotEmpty(owed);
        Assert.All(owed, item => Assert.Equal(
            (ApplicationPath.Rpps, "ESSAI-NOUVEAU", "JEAN"), (item.Rpps, item.FamilyName, item.GivenName)));
    }

    internal static async Task<RegistrationFact> LeaveAsync(RegistryApp app, FactGround ground, string identity = "cdom-75", DateOnly? on = null) =>
        (await (await app.RegistrationsAsync(identity)).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = Anne,
            Ground = ground,
            EffectiveOn = (on ?? Today).ToProto(),
        })).Fact;

    /// <summary>Number of writers that wait for a lock.</summary>
    private static Task<long> WaitingAsync(RegistryApp app) =>
        app.CountAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    private static async Task<CorrectFactResponse> CorrectAsync(RegistryApp app, RegistrationFact fact, DateOnly? on) =>
        await (await app.RegistrationsAsync("cdom-75-president")).CorrectFactAsync(new CorrectFactRequest
        {
            RequestId = RegistryApp.NewId(),
            FactId = fact.FactId,
            EffectiveOn = on?.ToProto(),
            Reason = "Le départ a été reporté, puis abandonné.",
        });

    internal static RecordDepartureNotificationRequest Notice(RegistrationFact departure, NotificationRecipient recipient, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        FactId = departure.FactId,
        Recipient = recipient,
        NotifiedOn = on.ToProto(),
    };
}
