using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Registrations;

public sealed class HistoryTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task CorrectFact_AnotherDay_KeepsWhatTheRegisterSaidBefore(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var president = await app.RegistrationsAsync("cdom-75-president");
        app.GoTo(Today.AddDays(20));
        var beforeAll = app.App.Clock.GetUtcNow().AddHours(-1);
        var left = (await president.RecordDepartureAsync(Departure(Today.AddDays(10)))).Fact;
        app.App.Clock.Advance(TimeSpan.FromHours(2));
        var between = app.App.Clock.GetUtcNow().AddHours(-1);

        var request = Correction(left.FactId, Today.AddDays(15));
        var corrected = await president.CorrectFactAsync(request);
        Assert.Equal(corrected, await president.CorrectFactAsync(request));

        // Status of the twelfth day as known now, as known between the two facts, and as known before the first fact.
        var on = Today.AddDays(12);
        Assert.Equal(RegistrationStatus.Registered, (await KnownAsync(app, on, null)).Status);
        Assert.Equal(RegistrationStatus.Left, (await KnownAsync(app, on, between)).Status);
        Assert.Equal(RegistrationStatus.Registered, (await KnownAsync(app, on, beforeAll)).Status);
        Assert.Equal(RegistrationStatus.NoRecord, (await KnownAsync(app, on, beforeAll.AddDays(-30))).Status);
        var history = await president.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne });
        Assert.Equal([left.FactId, corrected.Fact.FactId], history.Facts.Select(fact => fact.FactId));
        Assert.Equal(corrected.Fact.FactId, history.Facts[0].SupersededBy);
        Assert.Equal(corrected.Fact.RecordedAt, history.Facts[0].SupersededAt);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "FACT_SUPERSEDED", president.CorrectFactAsync(Correction(left.FactId, null)));
        await Faults.InvalidAsync(president.CorrectFactAsync(Correction(corrected.Fact.FactId, Today.AddDays(15))), "effective_on");
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.RegistrationsAsync("cdom-62-president")).CorrectFactAsync(Correction(corrected.Fact.FactId, null)));
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, president.CorrectFactAsync(new CorrectFactRequest(Correction(corrected.Fact.FactId, null)) { Etag = "1" }));
        await Faults.InvalidAsync(president.CorrectFactAsync(new CorrectFactRequest()), "request_id", "fact_id", "reason");
        Assert.Equal(2, await app.CountAsync("registration_facts"));
    }

    [Theory, Engines]
    public async Task CorrectFact_Withdrawn_LeavesTheRegistrationAsItWas(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var left = (await (await app.RegistrationsAsync()).RecordDepartureAsync(Departure(Today))).Fact;

        var answer = await (await app.RegistrationsAsync("cnom-registre")).CorrectFactAsync(Correction(left.FactId, null));

        Assert.Null(answer.Fact);
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Theory, Engines]
    public async Task GetPhysician_KnownAt_SaysWhatTheRegisterSaidThen(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var then = app.App.Clock.GetUtcNow();
        app.GoTo(Today.AddDays(1));
        await app.ImportAsync(new RegisterFile().Line(family: "AUTRE-NOM", postalCode: "62000", specialty: "SM04"));
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, Today);
        var client = await app.PhysiciansAsync();

        var past = await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne, KnownAt = then.ToTimestamp(), On = Today.ToProto() });
        var now = await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne, On = Today.ToProto() });

        Assert.Equal(("ESSAI-MODÈLE", "75"), (past.Physician.FamilyName, past.Physician.Council));
        Assert.Equal(("SM53", "75011"), (past.Physician.Qualifications.Single().Code, past.Physician.Activities.Single().PostalCode));
        Assert.True(past.Registration.MayPractise);
        Assert.Equal(("AUTRE-NOM", "62", "SM04"), (now.Physician.FamilyName, now.Physician.Council, now.Physician.Qualifications.Single().Code));
        Assert.Equal(RegistrationStatus.StruckOff, now.Registration.Status);
        await Faults.FailsAsync(
            StatusCode.NotFound, client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne, KnownAt = then.AddSeconds(-1).ToTimestamp() }));
        var toCome = app.App.Clock.GetUtcNow().AddSeconds(1).ToTimestamp();
        await Faults.InvalidAsync(client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne, KnownAt = toCome }), "known_at");
        await Faults.InvalidAsync(
            client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Anne, KnownAt = new Timestamp { Seconds = long.MinValue } }), "known_at");
    }

    [Theory, Engines]
    public async Task DeclareChange_Late_IsRecordedAsLate(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var clerk = await app.RegistrationsAsync();
        var request = Declaration(new DateOnly(2026, 2, 13), new DateOnly(2026, 3, 13));

        var inTime = await clerk.DeclareChangeAsync(request);
        var late = await (await app.RegistrationsAsync($"medecin-{Anne}")).DeclareChangeAsync(Declaration(new DateOnly(2026, 2, 12)));

        // The first declaration is of Friday 13 March 2026, the others of Sunday 15 March.
        Assert.False(inTime.Declaration.Late);
        Assert.Equal(RegistryApp.Date(2026, 3, 13), inTime.DeclarationTime.LastDay);
        Assert.True(late.Declaration.Late);
        Assert.Equal(inTime, await clerk.DeclareChangeAsync(request));
        Assert.Equal(2, (await clerk.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne })).Declarations.Count);
        Assert.Equal(0, await app.CountAsync("audit_entries where body like '%cabinet%'"));
    }

    [Theory]
    [OneEngine("98600", "986")]
    [OneEngine("98800", "988")]
    public async Task DeclareChange_WhereHolidaysAreNotKnown_CountsAsInParis(SqlEngine engine, string postalCode, string council)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(postalCode: postalCode));

        var declared = await (await app.RegistrationsAsync($"cdom-{council}")).DeclareChangeAsync(Declaration(new DateOnly(2026, 2, 13), new DateOnly(2026, 3, 13)));

        Assert.Equal(RegistryApp.Date(2026, 3, 13), declared.DeclarationTime.LastDay);
    }

    private static async Task<Registration> KnownAsync(RegistryApp app, DateOnly on, DateTimeOffset? knownAt) =>
        (await (await app.PhysiciansAsync()).VerifyRegistrationAsync(
            new VerifyRegistrationRequest { Rpps = Anne, On = on.ToProto(), KnownAt = knownAt?.ToTimestamp() })).Registration;

    private static CorrectFactRequest Correction(string fact, DateOnly? on) => new()
    {
        RequestId = RegistryApp.NewId(),
        FactId = fact,
        EffectiveOn = on?.ToProto(),
        Reason = "Date relue sur la demande.",
    };

    private static RecordDepartureRequest Departure(DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        Ground = FactGround.Request,
        EffectiveOn = on.ToProto(),
    };

    internal static DeclareChangeRequest Declaration(DateOnly changed, DateOnly? declared = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        Kind = DeclarationKind.Practice,
        ChangedOn = changed.ToProto(),
        DeclaredOn = declared?.ToProto(),
        Details = "Nouveau cabinet, 12 rue de l'Invention.",
    };
}
