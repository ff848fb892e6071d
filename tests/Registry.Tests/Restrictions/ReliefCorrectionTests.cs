using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
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
        // On 18 March she is struck off, because relief was recorded from the 20th on.
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

        // As of now, as of between the two records, and as of before the first.
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

        // Entered again between the right day and the wrong one, she stays on the register on the wrong day.
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne);
        await path.DecideAsync(true);
        app.GoTo(RelievedOn.AddDays(5));
        Assert.True((await app.VerifyAsync(Anne)).Registered);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await app.CountAsync(DemographyDesk.Question(RelievedOn.AddDays(1), DemographyDimension.AgeBand)));
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
        Assert.Equal(("radiation-relief-renewal", Today.AddDays(-1).AddYears(3).ToProto()), (corrected.Radiation.Wait.Rule, corrected.Radiation.Wait.LastDay));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        Assert.Empty(await app.CountAsync(DemographyDesk.Question(RelievedOn.AddDays(1), DemographyDimension.AgeBand)));
        Assert.NotEqual(
            (string?)relieved["meta"]!["versionId"], (string?)(await fhir.GetAsync("/fhir/Practitioner/" + Anne))["meta"]!["versionId"]);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "STRUCK_OFF",
            (await new ApplicationPath(app).AsAsync("cdom-75")).SubmitApplicationAsync(ApplicationPath.Submission(Anne)));
        // The reverse correction.
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

    [Theory, Engines]
    public async Task CorrectRelief_NeededByALaterRecord_IsRefusedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var radiation = await ReliefTests.RadiationAsync(app);
        var first = ReliefTests.Relief(radiation, requestedOn: new DateOnly(2025, 6, 1));
        (first.Outcome, first.EffectiveOn, first.DecidedOn) = (ReliefOutcome.Refused, null, RegistryApp.Date(2025, 9, 1));
        var refused = (await client.RecordReliefAsync(first)).Radiation.Reliefs.Single();
        app.GoTo(new DateOnly(2029, 3, 1));
        var second = ReliefTests.Relief(radiation, requestedOn: new DateOnly(2028, 9, 2));
        (second.DecidedOn, second.EffectiveOn) = (RegistryApp.Date(2029, 2, 1), RegistryApp.Date(2029, 2, 2));
        var granted = (await client.RecordReliefAsync(second)).Radiation.Reliefs[^1];
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Anne);
        await path.DecideAsync(true);
        Assert.True((await app.VerifyAsync(Anne)).Registered);

        // The second request would be one month too early, and a granted relief cannot follow another.
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY", client.CorrectReliefAsync(Correction(refused, terms => terms.DecidedOn = RegistryApp.Date(2025, 10, 1))));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, client.CorrectReliefAsync(Correction(refused, terms =>
        {
            terms.Outcome = ReliefOutcome.Granted;
            terms.EffectiveOn = RegistryApp.Date(2025, 9, 2);
        })));
        // She entered the register on 1 March 2029, which the relief allowed.
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT", client.CorrectReliefAsync(Correction(granted, null)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT",
            client.CorrectReliefAsync(Correction(granted, terms => terms.EffectiveOn = RegistryApp.Date(2029, 3, 2))));

        await Faults.InvalidAsync(client.CorrectReliefAsync(new CorrectReliefRequest()), "request_id", "relief_id", "reason");
        await Faults.InvalidAsync(
            client.CorrectReliefAsync(Correction(granted, terms => terms.FinalOn = RegistryApp.Date(2022, 6, 2))), "terms.final_on");
        await Faults.InvalidAsync(
            client.CorrectReliefAsync(new CorrectReliefRequest(Correction(granted, null)) { Terms = new ReliefTerms() }),
            "terms.decision", "terms.final_on", "terms.requested_on", "terms.decided_on", "terms.outcome");
        await Faults.FailsAsync(
            StatusCode.NotFound, client.CorrectReliefAsync(new CorrectReliefRequest(Correction(granted, null)) { ReliefId = RegistryApp.NewId() }));
        foreach (var identity in new[] { "cdom-75-president", "svc-discipline", "cnam" })
            await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.RestrictionsAsync(identity)).CorrectReliefAsync(Correction(granted, null)));
        Assert.Equal(2, await app.CountAsync("reliefs where superseded_in is null"));
        Assert.True((await app.VerifyAsync(Anne)).Registered);

        await client.CorrectReliefAsync(Correction(granted, terms => terms.EffectiveOn = RegistryApp.Date(2029, 3, 1)));
        Assert.True((await app.VerifyAsync(Anne)).Registered);
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne, new DateOnly(2029, 2, 28))).Status);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await app.CountAsync(DemographyDesk.Question(new DateOnly(2029, 3, 1), DemographyDimension.AgeBand)));
    }

    private static async Task<(RestrictionsService.RestrictionsServiceClient Client, Relief Relief)> RelievedAsync(RegistryApp app)
    {
        var client = await app.RestrictionsAsync();
        var recorded = await client.RecordReliefAsync(ReliefTests.Relief(await ReliefTests.RadiationAsync(app)));
        return (client, recorded.Radiation.Reliefs.Single());
    }

    /// <summary>The recorded terms with a change; null withdraws the relief.</summary>
    private static CorrectReliefRequest Correction(Relief relief, Action<ReliefTerms>? change)
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
