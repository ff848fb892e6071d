using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Corrects the relief of <see cref="ReliefTests"/>, recorded with a wrong first day, 20 March 2026.</summary>
public sealed class ReliefCorrectionTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly DateOnly RelievedOn = new(2026, 3, 20);
    private static readonly DateOnly RightDay = new(2026, 3, 17);

    [Theory, Engines]
    public async Task CorrectRelief_AnotherDay_KeepsWhatTheRegisterSaidBefore(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var beforeAll = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var (client, relief) = await RelievedAsync(app);
        var between = app.App.Clock.GetUtcNow();
        app.GoTo(Today.AddDays(3));
        // On 18 March she is still struck off, because the recorded relief begins on 20 March.
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);
        var request = Correction(relief, terms => terms.EffectiveOn = RightDay.ToProto());

        var corrected = await client.CorrectReliefAsync(request);

        Assert.Equal(corrected, await client.CorrectReliefAsync(request));
        Assert.Equal(RegistrationStatus.Left, corrected.Registration.Status);
        var (now, superseded) = (corrected.Radiation.Reliefs.Single(), corrected.Radiation.SupersededReliefs.Single());
        Assert.Equal((RightDay.ToProto(), relief.Decision, null, ""), (now.EffectiveOn, now.Decision, now.SupersededAt, now.SupersededBy));
        Assert.Equal((relief.ReliefId, relief.EffectiveOn, now.ReliefId, now.RecordedAt), (superseded.ReliefId, superseded.EffectiveOn, superseded.SupersededBy, superseded.SupersededAt));
        Assert.Equal(corrected.Radiation, await ReliefTests.RadiationAsync(app));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.relief.corrected'"));

        // As known now, between the two records, and before the first record.
        (DateTimeOffset? Known, RegistrationStatus OnRightDay, RegistrationStatus OnRelievedOn)[] expected =
        [
            (null, RegistrationStatus.Left, RegistrationStatus.Left),
            (between, RegistrationStatus.StruckOff, RegistrationStatus.Left),
            (beforeAll, RegistrationStatus.StruckOff, RegistrationStatus.StruckOff),
        ];
        foreach (var (known, onRightDay, onRelievedOn) in expected)
            Assert.Equal((onRightDay, onRelievedOn), (await KnownAsync(app, RightDay, known), await KnownAsync(app, RelievedOn, known)));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne, RightDay.AddDays(-1))).Status);
        var (changes, _) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal((Anne, RegistrationStatus.Left), (changes.Single().Rpps, changes.Single().Registration.Status));

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "RELIEF_SUPERSEDED", client.CorrectReliefAsync(Correction(relief, terms => terms.Decision = "autre")));
        await Faults.InvalidAsync(client.CorrectReliefAsync(Correction(now, _ => { })), "terms");
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused, client.CorrectReliefAsync(new CorrectReliefRequest(request) { Reason = "Une autre raison." }));
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            client.CorrectReliefAsync(new CorrectReliefRequest(Correction(now, terms => terms.Decision = "autre")) { Etag = "1" }));
        Assert.Equal(2, await app.CountAsync("reliefs"));
        await ReliefTests.HasLeftSinceTheReliefAsync(app, RightDay);

        // She enters again between the corrected day and the wrong day; on the wrong day she stays on the register.
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne);
        await path.DecideAsync(true);
        app.GoTo(RelievedOn.AddDays(5));
        Assert.True((await app.VerifyAsync(Anne)).Registered);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await app.CountAsync(DemographyCalls.Question(RelievedOn.AddDays(1), DemographyDimension.AgeBand)));
    }

    [Theory, Engines]
    public async Task CorrectRelief_Refused_LeavesTheRadiationAndMakesTheNextRequestWait(SqlEngine engine)
    {
        await using var fhir = new FhirClient(await ReliefTests.StartAsync(engine));
        var app = fhir.App;
        var (client, relief) = await RelievedAsync(app);
        app.GoTo(RelievedOn.AddDays(2));
        await ReliefTests.Turn(app).RunOnceAsync(default);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Anne)).Status);
        var relieved = await fhir.GetAsync("/fhir/Practitioner/" + Anne);

        var corrected = await client.CorrectReliefAsync(Correction(relief, terms =>
        {
            terms.Outcome = ReliefOutcome.Refused;
            terms.EffectiveOn = null;
        }));

        Assert.Equal(RegistrationStatus.StruckOff, corrected.Registration.Status);
        Assert.Equal(("radiation-relief-renewal", corrected.Radiation.Reliefs[^1].RequestedOn.Day().AddYears(3).ToProto()), (corrected.Radiation.Wait.Rule, corrected.Radiation.Wait.LastDay));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        Assert.Empty(await app.CountAsync(DemographyCalls.Question(RelievedOn.AddDays(1), DemographyDimension.AgeBand)));
        Assert.NotEqual(
            (string?)relieved["meta"]!["versionId"], (string?)(await fhir.GetAsync("/fhir/Practitioner/" + Anne))["meta"]!["versionId"]);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "STRUCK_OFF",
            (await new ApplicationPath(app).AsAsync("cdom-75")).SubmitApplicationAsync(ApplicationPath.Submission(Anne)));
        // A correction back to a granted relief.
        var again = await client.CorrectReliefAsync(Correction(corrected.Radiation.Reliefs.Single(), terms =>
        {
            terms.Outcome = ReliefOutcome.Granted;
            terms.EffectiveOn = RelievedOn.ToProto();
        }));
        Assert.Equal((RegistrationStatus.Left, 2), (again.Registration.Status, again.Radiation.SupersededReliefs.Count));
    }

    [Theory, Engines]
    public async Task CorrectRelief_Withdrawn_IsAsIfNoneHadBeenRecorded(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var (client, relief) = await RelievedAsync(app);
        app.GoTo(RelievedOn);

        var withdrawn = await client.CorrectReliefAsync(Correction(relief, null));

        Assert.Equal((RegistrationStatus.StruckOff, "radiation-relief"), (withdrawn.Registration.Status, withdrawn.Radiation.Wait.Rule));
        Assert.Empty(withdrawn.Radiation.Reliefs);
        Assert.Equal("", withdrawn.Radiation.SupersededReliefs.Single().SupersededBy);
        Assert.NotNull(withdrawn.Radiation.SupersededReliefs.Single().SupersededAt);
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        var recorded = await client.RecordReliefAsync(ReliefTests.Relief(withdrawn.Radiation));
        Assert.Equal((RegistrationStatus.Left, 1, 1), (recorded.Registration.Status, recorded.Radiation.Reliefs.Count, recorded.Radiation.SupersededReliefs.Count));
    }

    private static async Task<(RestrictionsService.RestrictionsServiceClient Client, Relief Relief)> RelievedAsync(RegistryApp app)
    {
        var client = await app.RestrictionsAsync();
        var recorded = await client.RecordReliefAsync(ReliefTests.Relief(await ReliefTests.RadiationAsync(app)));
        return (client, recorded.Radiation.Reliefs.Single());
    }

    /// <summary>The recorded terms with a change; when <paramref name="change"/> is null, no terms, which withdraws the relief.</summary>
    internal static CorrectReliefRequest Correction(Relief relief, Action<ReliefTerms>? change)
    {
        var terms = new ReliefTerms
        {
            Decision = relief.Decision,
            FinalOn = relief.FinalOn,
            RequestedOn = relief.RequestedOn,
            DecidedOn = relief.DecidedOn,
            Outcome = relief.Outcome,
            EffectiveOn = relief.EffectiveOn,
        };
        change?.Invoke(terms);
        return new CorrectReliefRequest
        {
            RequestId = RegistryApp.NewId(),
            ReliefId = relief.ReliefId,
            Terms = change is null ? null : terms,
            Reason = "Date mal relevée sur la décision.",
        };
    }

    private static async Task<RegistrationStatus> KnownAsync(RegistryApp app, DateOnly on, DateTimeOffset? known) =>
        (await (await app.PhysiciansAsync()).VerifyRegistrationAsync(
            new VerifyRegistrationRequest { Rpps = Anne, On = on.ToProto(), KnownAt = known?.ToTimestamp() })).Registration.Status;
}
