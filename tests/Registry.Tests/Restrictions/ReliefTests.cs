using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Anne was struck off on 1 June 2022 and is in the register since 15 March 2026. A chamber relieves her from 20 March 2026.</summary>
public sealed class ReliefTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;
    internal static readonly DateOnly StruckOffOn = new(2022, 6, 1);
    private static readonly DateOnly RelievedOn = new(2026, 3, 20);

    [Theory, Engines]
    public async Task RecordRelief_Granted_EndsTheRadiationOnItsDayAndLetsApplyAgain(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        await Turn(app).RunOnceAsync(default);
        var path = new ApplicationPath(app);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "STRUCK_OFF", (await path.AsAsync("cdom-75")).SubmitApplicationAsync(ApplicationPath.Submission(Anne)));
        var before = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var client = await app.RestrictionsAsync();
        var radiation = await RadiationAsync(app);
        Assert.Equal((StruckOffOn.ToProto(), "radiation-relief", RegistryApp.Date(2025, 6, 1)), (radiation.EffectiveOn, radiation.Wait.Rule, radiation.Wait.LastDay));
        var request = Relief(radiation);

        var recorded = await client.RecordReliefAsync(request);

        Assert.Equal(recorded, await client.RecordReliefAsync(request));
        Assert.Equal(RegistrationStatus.StruckOff, recorded.Registration.Status);
        Assert.Null(recorded.Radiation.Wait);
        Assert.Equal((ReliefOutcome.Granted, RelievedOn.ToProto()), (recorded.Radiation.Reliefs.Single().Outcome, recorded.Radiation.Reliefs.Single().EffectiveOn));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.relief.recorded'"));
        await HasLeftSinceTheReliefAsync(app);

        // As known before the relief was recorded.
        var physicians = await app.PhysiciansAsync();
        var then = await physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Anne, On = RelievedOn.ToProto(), KnownAt = before.ToTimestamp() });
        Assert.Equal(RegistrationStatus.StruckOff, then.Registration.Status);

        // The registration changes on this day without a write.
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);
        app.GoTo(RelievedOn);
        await Turn(app).RunOnceAsync(default);
        var (changes, _) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal((Anne, RegistrationStatus.Left), (changes.Single().Rpps, changes.Single().Registration.Status));

        app.GoTo(RelievedOn.AddDays(5));
        var application = await path.CompleteAsync(Anne);
        Assert.Equal(ApplicationKind.Return, application.Kind);
        await path.DecideAsync(true);

        Assert.True((await app.VerifyAsync(Anne)) is { Registered: true, MayPractise: true });
        await HasLeftSinceTheReliefAsync(app);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await app.CountAsync(DemographyCalls.Question(RelievedOn.AddDays(5), DemographyDimension.AgeBand)));
    }

    [Theory, Engines]
    public async Task RecordRelief_Granted_ShowsInFhirWhenTheDayTurns(SqlEngine engine)
    {
        await using var fhir = new FhirClient(await StartAsync(engine));
        var app = fhir.App;
        await Turn(app).RunOnceAsync(default);
        await (await app.RestrictionsAsync()).RecordReliefAsync(Relief(await RadiationAsync(app)));
        var struckOff = await fhir.GetAsync("/fhir/Practitioner/" + Anne);
        app.GoTo(RelievedOn);
        await Turn(app).RunOnceAsync(default);

        var relieved = await fhir.GetAsync("/fhir/Practitioner/" + Anne);

        Assert.Equal((false, false), ((bool)struckOff["active"]!, (bool)relieved["active"]!));
        Assert.NotEqual((string?)struckOff["meta"]!["versionId"], (string?)relieved["meta"]!["versionId"]);
        Assert.Equal([Anne], await fhir.IdsAsync("/fhir/Practitioner?_lastUpdated=ge2026-03-20"));
    }

    [Theory, Engines]
    public async Task RecordRelief_Refused_MakesTheNextRequestWait(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var radiation = await RadiationAsync(app);
        var refused = Relief(radiation, requestedOn: new DateOnly(2025, 6, 1));
        refused.Outcome = ReliefOutcome.Refused;
        refused.EffectiveOn = null;
        refused.DecidedOn = new DateOnly(2025, 9, 1).ToProto();

        var answer = await client.RecordReliefAsync(refused);

        // Three years from the registration of the refused request, not from its refusal.
        Assert.Equal(("radiation-relief-renewal", RegistryApp.Date(2028, 6, 1)), (answer.Radiation.Wait.Rule, answer.Radiation.Wait.LastDay));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne, RelievedOn)).Status);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY", client.RecordReliefAsync(Relief(radiation)));
        Assert.Equal(1, await app.CountAsync("reliefs"));
    }

    [Theory, Engines]
    public async Task RecordRelief_RadiationOlderThanTheArticle_WaitsFromTheArticlesFirstDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, new DateOnly(1995, 6, 1));
        var client = await app.RestrictionsAsync();
        var radiation = await RadiationAsync(app);
        var request = With(radiation, request => request.FinalOn = new DateOnly(1995, 5, 31).ToProto());

        // Three years from 22 June 2000, when the code of public health came into force.
        Assert.Equal(RegistryApp.Date(2003, 6, 22), radiation.Wait.LastDay);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY",
            client.RecordReliefAsync(new RecordReliefRequest(request) { RequestedOn = new DateOnly(2003, 6, 22).ToProto() }));
        request.RequestedOn = new DateOnly(2003, 6, 23).ToProto();
        Assert.Single((await client.RecordReliefAsync(request)).Radiation.Reliefs);
    }

    [Theory, Engines]
    public async Task RecordRelief_OfAMergedNumber_LeavesEachAsItWasWhenTheyPart(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(MergePath.Merged, RestrictingSanction.Radiation, StruckOffOn);
        var merge = await app.MergeAsync();
        var radiation = await RadiationAsync(app, MergePath.Merged);

        await (await app.RestrictionsAsync()).RecordReliefAsync(Relief(radiation));

        foreach (var number in new[] { MergePath.Kept, MergePath.Merged })
        {
            Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(number, RelievedOn.AddDays(-1))).Status);
            Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(number, RelievedOn)).Status);
        }

        app.GoTo(RelievedOn);
        Assert.Empty(await app.CountAsync(DemographyCalls.Question(RelievedOn, DemographyDimension.AgeBand)));
        await app.UndoAsync(merge);
        Assert.True((await app.VerifyAsync(MergePath.Kept, RelievedOn)).Registered);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(MergePath.Merged, RelievedOn)).Status);
    }

    internal static async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        await app.ImportAsync(new RegisterFile().Line());
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, StruckOffOn);
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        return app;
    }

    /// <summary>Asserts in single look-ups, a batch and counts that Anne is struck off until the relief and off the register after it.</summary>
    internal static async Task HasLeftSinceTheReliefAsync(RegistryApp app, DateOnly? relievedOn = null)
    {
        var first = relievedOn ?? RelievedOn;
        (DateOnly Day, RegistrationStatus Status)[] expected =
            [(Today, RegistrationStatus.StruckOff), (first.AddDays(-1), RegistrationStatus.StruckOff), (first, RegistrationStatus.Left)];
        var batch = await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { expected.Select(one => new VerificationItem { Rpps = Anne, On = one.Day.ToProto() }) } });
        foreach (var ((day, status), answer) in expected.Zip(batch.Answers))
        {
            var alone = await app.VerifyAsync(Anne, day);
            Assert.Equal((status, status == RegistrationStatus.StruckOff ? 1 : 0), (alone.Status, alone.Restrictions.Count));
            Assert.Equal(alone, answer.Registration);
            // Counts exist for past days and today only.
            if (day <= LegalTime.LegalDay.Today(app.App.Clock))
                Assert.Empty(await app.CountAsync(DemographyCalls.Question(day, DemographyDimension.AgeBand)));
        }
    }

    internal static async Task<Radiation> RadiationAsync(RegistryApp app, string rpps = Anne) =>
        (await (await app.RestrictionsAsync()).ListRadiationsAsync(new ListRadiationsRequest { Rpps = rpps })).Radiations.Single();

    internal static RecordReliefRequest Relief(Radiation radiation, DateOnly? requestedOn = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        RestrictionId = radiation.RestrictionId,
        Decision = "CDPI Île-de-France, n° 2026-014",
        FinalOn = StruckOffOn.AddDays(-1).ToProto(),
        RequestedOn = (requestedOn ?? new DateOnly(2025, 10, 2)).ToProto(),
        DecidedOn = Today.AddDays(-1).ToProto(),
        Outcome = ReliefOutcome.Granted,
        EffectiveOn = RelievedOn.ToProto(),
    };

    internal static RecordReliefRequest With(Radiation radiation, Action<RecordReliefRequest> change)
    {
        var request = Relief(radiation);
        change(request);
        return request;
    }

    internal static DayTurn Turn(RegistryApp app) => app.App.Host.Services.GetRequiredService<DayTurn>();
}
