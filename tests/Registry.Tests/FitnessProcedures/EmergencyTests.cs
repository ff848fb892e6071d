using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

/// <summary>The course of an emergency suspension of Monday 2 March 2026: the hearing until Thursday 5, a seisin of the Order on the 4th, its end.</summary>
public sealed class EmergencyTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly SuspendedOn = new(2026, 3, 2);
    private static readonly DateOnly SeisedOn = new(2026, 3, 4);

    /// <summary>Two months of the formation end on Monday 4 May, two of the national council on Saturday 4 July, hence on Monday 6.</summary>
    private static readonly DateOnly Lapse = new(2026, 7, 6);

    [Theory, Engines]
    public async Task Procedure_AfterAnEmergencySuspension_ShortensItAndEndsItWithTheRuling(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        Assert.Equal(RegistryApp.Date(2026, 8, 1), emergency.EndsOn);
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = emergency.SuspensionId };

        var opened = await path.OpenAsync();

        Assert.Equal(
            ["suspension-expert-report", "emergency-suspension-ruling", "emergency-suspension-national-ruling"], opened.Limits.Select(limit => limit.Rule));
        var followed = await ListedAsync(app);
        Assert.Equal(Lapse.ToProto(), followed.EndsOn);
        var details = await app.DetailsAsync(followed);
        Assert.Equal((EmergencyBody.Formation, SeisedOn.ToProto()), (details.Body, details.RequestedOn));
        Assert.Contains(details.Limits, limit => limit.Rule == "emergency-suspension-national-ruling" && limit.LastDay.Equals(Lapse.ToProto()));
        app.GoTo(new DateOnly(2026, 4, 20));
        await path.NameAsync();
        await path.ReportAsync();
        await path.MeetAsync(new DateOnly(2026, 4, 14));
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);

        await path.DecideAsync(suspends: false, new DateOnly(2026, 4, 16));

        Assert.False((await app.VerifyAsync(Anne, new DateOnly(2026, 4, 15))).MayPractise);
        Assert.True((await app.VerifyAsync(Anne, new DateOnly(2026, 4, 16))).MayPractise);
        Assert.Equal(LiftGround.OrderRuled, (await app.DetailsAsync(await ListedAsync(app))).LiftGround);
    }

    [Theory, Engines]
    public async Task Procedure_ThatSuspends_LeavesNoDayBetweenTheTwo(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = (await SuspendAsync(app)).SuspensionId };
        await path.OpenAsync();
        app.GoTo(new DateOnly(2026, 4, 20));
        await path.NameAsync();
        await path.ReportAsync();
        await path.MeetAsync(new DateOnly(2026, 4, 14));
        var on = new DateOnly(2026, 4, 14);

        await (await path.AsAsync()).DecideFitnessProcedureAsync(new DecideFitnessProcedureRequest(path.ToDecide(on: on)) { EffectiveOn = on.ToProto() });

        Assert.Single((await app.VerifyAsync(Anne, on.AddDays(-1))).Restrictions);
        Assert.Single((await app.VerifyAsync(Anne, on)).Restrictions);
        Assert.Equal(SuspendedOn.ToProto(), (await app.VerifyAsync(Anne)).BarredSince);
    }

    [Theory, Engines]
    public async Task Suspension_WithoutAnyRuling_LapsesWithTheTimeOfTheNationalCouncil(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = (await SuspendAsync(app)).SuspensionId };
        await path.OpenAsync();
        app.GoTo(new DateOnly(2026, 5, 5));
        await FitnessProcedureTests.WorkAsync(app);

        var passed = await path.ReadAsync();
        Assert.Equal(
            (FitnessStep.NationalRuling, Lapse.ToProto(), false),
            (passed.NextDeadline.Step, passed.NextDeadline.DueOn, passed.NextDeadline.Indicative));
        Assert.Equal("emergency-suspension-national-ruling", passed.NextDeadline.Limit.Rule);
        Assert.False((await app.VerifyAsync(Anne, Lapse)).MayPractise);
        Assert.True((await app.VerifyAsync(Anne, Lapse.AddDays(1))).MayPractise);
    }

    [Theory, OneEngine]
    public async Task OpenFitnessProcedure_AfterAnEmergencyOfAnotherBodyOrDay_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = emergency.SuspensionId };
        await Faults.FailsAsync(
            StatusCode.NotFound, (await path.AsAsync()).OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest(path.ToOpen()) { Rpps = RegisterFile.Jean }));
        await Faults.InvalidAsync(
            (await path.AsAsync()).OpenFitnessProcedureAsync(new OpenFitnessProcedureRequest(path.ToOpen()) { ReceivedOn = RegistryApp.Date(2026, 3, 1) }),
            "received_on");
        await path.OpenAsync();
        await WrongAsync((await path.AsAsync()).OpenFitnessProcedureAsync(path.ToOpen()));
        await WrongAsync((await app.RestrictionsAsync()).RecordEmergencySeisinAsync(Seisin(emergency, EmergencyBody.Chamber)));
        // A procedure that was opened by mistake frees the suspension.
        await (await path.AsAsync()).CloseFitnessProcedureAsync(path.ToClose());
        await path.OpenAsync();

        var lasting = await (await app.RestrictionsAsync()).RecordSuspensionAsync(new RecordSuspensionRequest(
            Lasting()) { Rpps = RegisterFile.Jean });
        var other = new FitnessPath(app, RegisterFile.Jean) { Received = RegistryApp.Today, Emergency = lasting.Suspension.SuspensionId };
        await WrongAsync((await other.AsAsync()).OpenFitnessProcedureAsync(other.ToOpen()));
    }

    [Theory, Engines]
    public async Task Seisin_OfTheChamber_IsReadAtTheDeskOfHealthAlone(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        var seisin = Seisin(emergency, EmergencyBody.Chamber);
        var client = await app.RestrictionsAsync("cdom-75-president");

        var seised = (await client.RecordEmergencySeisinAsync(seisin)).Suspension;

        Assert.Equal(seised, (await client.RecordEmergencySeisinAsync(seisin)).Suspension);
        Assert.Equal((Lapse.ToProto(), EmergencyBody.Unspecified, null), (seised.EndsOn, seised.Body, seised.RequestedOn));
        Assert.Equal((EmergencyBody.Chamber, SeisedOn.ToProto()), ((await app.DetailsAsync(seised)).Body, (await app.DetailsAsync(seised)).RequestedOn));
        Assert.Empty(await StoredTexts.FindAsync(app.App.Database, engine, ["Chamber", "CHAMBER", "2026-03-04"]));
        await WrongAsync(client.RecordEmergencySeisinAsync(Seisin(emergency, EmergencyBody.Chamber)));
        await WrongAsync(client.RecordEmergencySeisinAsync(Seisin(emergency, EmergencyBody.Formation)));
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = emergency.SuspensionId };
        await WrongAsync((await path.AsAsync()).OpenFitnessProcedureAsync(path.ToOpen()));
    }

    [Theory, Engines]
    public async Task Seisin_RecordedByTheCouncil_IsThatOfTheProcedure(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        await (await app.RestrictionsAsync()).RecordEmergencySeisinAsync(Seisin(emergency, EmergencyBody.Formation));
        var versions = await app.CountAsync("suspensions");
        var path = new FitnessPath(app) { Received = SeisedOn, Emergency = emergency.SuspensionId };

        await path.OpenAsync();

        Assert.Equal(versions, await app.CountAsync("suspensions"));
    }

    [Theory]
    [Engines(EmergencyBody.Unspecified, true)]
    [Engines(EmergencyBody.Chamber, true)]
    [Engines(EmergencyBody.Formation, false)]
    public async Task RulingOfAChamber_EndsTheSuspensionUnlessTheFormationWasSeised(SqlEngine engine, EmergencyBody body, bool ends)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        if (body != EmergencyBody.Unspecified)
            await (await app.RestrictionsAsync()).RecordEmergencySeisinAsync(Seisin(emergency, body));
        var ruling = new RecordEmergencyRulingRequest { RequestId = RegistryApp.NewId(), Rpps = Anne, RuledOn = RegistryApp.Date(2026, 3, 13) };
        var client = await app.SanctionsAsync();

        await client.RecordEmergencyRulingAsync(ruling);
        await client.RecordEmergencyRulingAsync(ruling);
        await client.RecordEmergencyRulingAsync(new RecordEmergencyRulingRequest(ruling) { RequestId = RegistryApp.NewId() });

        Assert.Equal((ends, false), ((await app.VerifyAsync(Anne)).MayPractise, (await app.VerifyAsync(Anne, new DateOnly(2026, 3, 12))).MayPractise));
        Assert.Equal(ends ? LiftGround.OrderRuled : LiftGround.Unspecified, (await app.DetailsAsync(emergency)).LiftGround);
        Assert.Equal(ends ? 1 : 0, await app.CountAsync("audit_entries where kind = 'registry.suspension.lifted'"));
    }

    [Theory, OneEngine]
    public async Task RulingOfAChamber_WithoutAnEmergency_ChangesNothing(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var client = await app.SanctionsAsync();
        await (await app.RestrictionsAsync()).RecordSuspensionAsync(Lasting());

        await app.LeavesNothingAsync(async () => await client.RecordEmergencyRulingAsync(
            new RecordEmergencyRulingRequest { RequestId = RegistryApp.NewId(), Rpps = Anne, RuledOn = RegistryApp.Today.ToProto() }));
        await Faults.InvalidAsync(client.RecordEmergencyRulingAsync(new RecordEmergencyRulingRequest()), "request_id", "rpps", "ruled_on");
        await Faults.FailsAsync(
            StatusCode.PermissionDenied,
            (await app.SanctionsAsync("cnom-registre")).RecordEmergencyRulingAsync(new RecordEmergencyRulingRequest { RequestId = RegistryApp.NewId() }));
    }

    /// <summary>Three days after 2 March end on Thursday 5.</summary>
    [Theory]
    [Engines("2026-03-05", EmergencyAbsence.Unspecified, false)]
    [Engines("2026-03-06", EmergencyAbsence.Unspecified, true)]
    [Engines("", EmergencyAbsence.NotHeld, true)]
    [Engines("", EmergencyAbsence.OwnDoing, false)]
    public async Task Hearing_LateOrMissing_EndsTheSuspensionUnlessThePhysicianIsTheCause(
        SqlEngine engine, string heardOn, EmergencyAbsence absence, bool ends)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var emergency = await SuspendAsync(app);
        var request = Hearing(emergency, heardOn, absence);

        var heard = (await (await app.RestrictionsAsync("cdom-75-president")).RecordEmergencyHearingAsync(request)).Suspension;

        Assert.Equal(ends ? RegistryApp.Date(2026, 3, 6) : null, heard.LiftedOn);
        Assert.Equal(ends, (await app.VerifyAsync(Anne)).MayPractise);
        Assert.False((await app.VerifyAsync(Anne, new DateOnly(2026, 3, 5))).MayPractise);
        var details = await app.DetailsAsync(heard);
        Assert.Equal(
            (request.HeardOn, absence, ends ? LiftGround.NotHeard : LiftGround.Unspecified), (details.HeardOn, details.Absence, details.LiftGround));
        await WrongAsync((await app.RestrictionsAsync()).RecordEmergencyHearingAsync(Hearing(emergency, "2026-03-04", EmergencyAbsence.Unspecified)));
    }

    [Theory, OneEngine]
    public async Task Emergency_BadFieldsAndOtherKinds_AreRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var client = await app.RestrictionsAsync();
        await Faults.InvalidAsync(
            client.RecordEmergencySeisinAsync(new RecordEmergencySeisinRequest()), "request_id", "suspension_id", "body", "seised_on");
        await Faults.InvalidAsync(client.RecordEmergencyHearingAsync(new RecordEmergencyHearingRequest()), "request_id", "suspension_id", "absence");
        var lasting = (await client.RecordSuspensionAsync(Lasting())).Suspension;
        await WrongAsync(client.RecordEmergencySeisinAsync(
            new RecordEmergencySeisinRequest(Seisin(lasting, EmergencyBody.Chamber)) { SeisedOn = RegistryApp.Today.ToProto() }));
        await WrongAsync(client.RecordEmergencyHearingAsync(Hearing(lasting, "2026-03-15", EmergencyAbsence.Unspecified)));
        var today = (await client.RecordSuspensionAsync(Restrictions.SuspensionTests.Request(SuspensionKind.Emergency))).Suspension;
        // Sunday 15 March: the last day to hear is the 18th.
        await Faults.InvalidAsync(client.RecordEmergencyHearingAsync(Hearing(today, "", EmergencyAbsence.NotHeld)), "absence");
        await Faults.InvalidAsync(client.RecordEmergencyHearingAsync(Hearing(today, "2026-03-14", EmergencyAbsence.Unspecified)), "heard_on");
        await Faults.InvalidAsync(client.RecordEmergencySeisinAsync(Seisin(today, EmergencyBody.Chamber)), "seised_on");
        var outsider = await app.RestrictionsAsync("cdom-62-president");
        await Faults.FailsAsync(StatusCode.NotFound, outsider.RecordEmergencySeisinAsync(Seisin(today, EmergencyBody.Chamber)));
        await Faults.FailsAsync(
            StatusCode.NotFound, outsider.RecordEmergencyHearingAsync(Hearing(today, "2026-03-15", EmergencyAbsence.Unspecified)));

        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            client.RecordEmergencyHearingAsync(new RecordEmergencyHearingRequest(Hearing(today, "2026-03-15", EmergencyAbsence.Unspecified)) { Etag = "7" }));
    }

    private static Task WrongAsync<T>(AsyncUnaryCall<T> call) => Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, call);

    internal static async Task<Suspension> SuspendAsync(RegistryApp app) => (await (await app.RestrictionsAsync()).RecordSuspensionAsync(
        new RecordSuspensionRequest(Restrictions.SuspensionTests.Request(SuspensionKind.Emergency)) { EffectiveOn = SuspendedOn.ToProto() })).Suspension;

    private static RecordSuspensionRequest Lasting() =>
        Restrictions.SuspensionTests.Request(SuspensionKind.Infirmity, RegistryApp.Today.AddDays(90));

    private static async Task<Suspension> ListedAsync(RegistryApp app) =>
        (await (await app.RestrictionsAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne })).Suspensions.Single();

    private static RecordEmergencySeisinRequest Seisin(Suspension suspension, EmergencyBody body) =>
        new() { RequestId = RegistryApp.NewId(), SuspensionId = suspension.SuspensionId, Body = body, SeisedOn = SeisedOn.ToProto() };

    private static RecordEmergencyHearingRequest Hearing(Suspension suspension, string heardOn, EmergencyAbsence absence) => new()
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        HeardOn = heardOn.Length == 0 ? null : DateOnly.Parse(heardOn).ToProto(),
        Absence = absence,
    };
}
