using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Anne leaves council 75 on 15 March 2026 and applies to council 62.</summary>
public sealed class TransferTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Transfer_WithoutApplication_DoesNotPractise(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);

        Assert.True((await app.VerifyAsync(Anne, Today)) is { Status: RegistrationStatus.InTransfer, Registered: false, MayPractise: false });
    }

    [Theory, Engines]
    public async Task Transfer_AppliedBeforeTheDeparture_PractisesFromTheDeparture(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var path = new ApplicationPath(app);
        var submission = ApplicationPath.Submission(Anne);
        submission.ReceivedOn = Today.AddDays(-10).ToProto();

        await path.SubmitAsync(submission, "cdom-62");

        Assert.True((await app.VerifyAsync(Anne, Today)) is { Status: RegistrationStatus.InTransfer, MayPractise: true });
    }

    [Theory, Engines]
    public async Task Transfer_AppliedMonthsLater_PractisesFromTheApplication(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        app.GoTo(Today.AddDays(100));
        var path = new ApplicationPath(app);

        var submission = ApplicationPath.Submission(Anne);
        submission.ReceivedOn = Today.AddDays(100).ToProto();
        await path.SubmitAsync(submission, "cdom-62");

        Assert.False((await app.VerifyAsync(Anne, Today.AddDays(99))).MayPractise);
        Assert.True((await app.VerifyAsync(Anne, Today.AddDays(100))).MayPractise);
    }

    [Theory, Engines]
    public async Task Transfer_Accepted_MovesTheFileToTheNewCouncil(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var path = new ApplicationPath(app);
        var application = await path.CompleteAsync(Anne, "cdom-62");
        Assert.Equal((ApplicationKind.Transfer, "62"), (application.Kind, application.Council));
        // A transferring physician may practise until the new council decides expressly.
        Assert.True((await app.VerifyAsync(Anne, new DateOnly(2026, 6, 30))).MayPractise);
        app.GoTo(Today.AddDays(20));

        await path.DecideAsync(true);

        Assert.True((await app.VerifyAsync(Anne)) is { Registered: true, MayPractise: true });
        var physician = await app.GetAsync(Anne);
        Assert.Equal(("62", "ESSAI-NOUVEAU"), (physician.Council, physician.FamilyName));
        Assert.Equal(["SM53", "SM04"], physician.Qualifications.Select(held => held.Code).OrderDescending());
        Assert.Equal(Today.ToProto(), (await app.VerifyAsync(Anne)).RegisteredSince);
        var history = await (await app.RegistrationsAsync("cdom-62")).GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne });
        Assert.Equal([FactKind.Left, FactKind.Applied, FactKind.Entered], history.Facts.Select(fact => fact.Kind));
        await Faults.FailsAsync(
            StatusCode.NotFound,
            (await app.RegistrationsAsync("cdom-75")).GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne }));
    }

    [Theory, Engines]
    public async Task Transfer_Refused_EndsPractice(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne, "cdom-62");
        app.GoTo(Today.AddDays(40));

        var refused = await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);

        // A physician who has practised provisionally is the only one of whom the insurers are told.
        Assert.Equal(
            [NotificationRecipient.Applicant, NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency, NotificationRecipient.HealthInsurers],
            refused.Notifications.Select(item => item.Recipient));
        Assert.True((await app.VerifyAsync(Anne)) is { Status: RegistrationStatus.Left, MayPractise: false });
        Assert.True((await app.VerifyAsync(Anne, Today.AddDays(39))).MayPractise);
    }

    [Theory, Engines]
    public async Task Transfer_KeptInSilence_PracticeGoesOn(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne, "cdom-62");

        app.GoTo(new DateOnly(2026, 6, 16));
        while ((await path.ReadAsync()).State != ApplicationState.ImplicitlyRefused)
            app.App.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True((await app.VerifyAsync(Anne)) is { Status: RegistrationStatus.InTransfer, MayPractise: true });
    }

    [Theory, Engines]
    public async Task Return_AfterDeparture_IsAnApplicationForReturn(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        await LeaveAsync(app, FactGround.Request);
        var path = new ApplicationPath(app);

        Assert.Equal(ApplicationKind.Return, (await path.CompleteAsync(Anne)).Kind);
        await path.DecideAsync(true);

        Assert.True((await app.VerifyAsync(Anne)).Registered);
    }

    [Theory, Engines("2026-07-15", true), Engines("2026-07-16", false)]
    public async Task IllegalRegistration_FourMonthsOn_IsTooLate(SqlEngine engine, string day, bool inTime)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await path.DecideAsync(true);
        app.GoTo(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        var withdrawal = (await app.RegistrationsAsync("cdom-75-president")).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = ApplicationPath.Rpps,
            Ground = FactGround.IllegalRegistration,
            EffectiveOn = Today.ToProto(),
        });
        if (inTime)
            await withdrawal;
        else
            await Faults.ReasonAsync(StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT", withdrawal);

        Assert.Equal(!inTime, (await app.VerifyAsync(ApplicationPath.Rpps, Today)).Registered);
    }

    private static async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        await LeaveAsync(app, FactGround.TransferOut);
        return app;
    }

    private static async Task LeaveAsync(RegistryApp app, FactGround ground) =>
        await (await app.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = Anne,
            Ground = ground,
            EffectiveOn = Today.ToProto(),
        });
}
