using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Registry.Webhooks;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>The register shows a ban of Anne from 1 March to 31 May 2026. On 15 March, an appeal that was lodged in time suspends the decision.</summary>
public sealed class CorrectSanctionTests
{
    private const string Anne = RegisterFile.Anne;
    private const string Decision = "D-2026-1";
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly Until = new(2026, 5, 31);
    private static readonly DateOnly LaterFrom = new(2026, 9, 1);
    private static readonly DateOnly LaterUntil = new(2026, 11, 30);

    [Theory, Engines]
    public async Task CorrectSanction_Withdrawn_NeverHeldAndStaysAsItWasKnown(SqlEngine engine)
    {
        await using var app = await BannedAsync(engine);
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);
        var before = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var client = await app.SanctionsAsync();
        var request = RegistryApp.Correction(Anne, Decision);

        await client.CorrectSanctionAsync(request);

        // Today and on a past day, in single look-ups and in a batch; the copies in the caches were superseded.
        foreach (var day in new[] { RegistryApp.Today, From, From.AddDays(3) })
        {
            Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne, day)));
            var batch = await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
                new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = Anne, On = day.ToProto() } } });
            Assert.Equal((true, true, 0), Shown(batch.Answers.Single().Registration));
        }

        Assert.Equal((true, false, 1), Shown(await KnownAsync(app, From.AddDays(3), before)));
        Assert.Equal((true, false, 1), Shown(await KnownAsync(app, RegistryApp.Today, before)));
        Assert.Equal((true, true, 0), Shown(await KnownAsync(app, From.AddDays(3), app.App.Clock.GetUtcNow())));
        var (changes, _) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal((Anne, true), (changes.Single().Rpps, changes.Single().Registration.MayPractise));
        var found = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "essai" });
        Assert.Equal(Anne, found.Physicians.Single().Rpps);
        Assert.Equal(1, await app.CountAsync("restrictions"));

        // Withdrawn again, by the same request and by another one: nothing changes.
        var revision = await app.CountAsync("register_revisions");
        await client.CorrectSanctionAsync(request);
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));
        Assert.Equal(revision, await app.CountAsync("register_revisions"));
        var audited = await AuditedAsync(app);
        Assert.Contains("\"withdrawn\":true", audited, StringComparison.Ordinal);
        Assert.Contains("2026-03-01", audited, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task CorrectSanction_OtherDays_HoldInsteadOfTheFirst(SqlEngine engine)
    {
        await using var app = await BannedAsync(engine);
        var before = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var client = await app.SanctionsAsync();

        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, LaterFrom, LaterUntil));
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, LaterFrom, LaterUntil));

        Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne)));
        Assert.Equal((true, false, 1), Shown(await app.VerifyAsync(Anne, LaterFrom)));
        var restriction = (await app.VerifyAsync(Anne, LaterUntil)).Restrictions.Single();
        Assert.Equal((LaterFrom.ToProto(), LaterUntil.ToProto()), (restriction.EffectiveOn, restriction.EndsOn));
        Assert.Equal((true, false, 1), Shown(await KnownAsync(app, RegistryApp.Today, before)));
        Assert.Equal((true, true, 0), Shown(await KnownAsync(app, LaterFrom, before)));
        Assert.Equal(2, await app.CountAsync("restrictions"));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.restriction.corrected'"));
        var audited = await AuditedAsync(app);
        Assert.All(
            ["\"withdrawn\":false", "2026-03-01", "2026-05-31", "2026-09-01", "2026-11-30"],
            text => Assert.Contains(text, audited, StringComparison.Ordinal));

        // Recorded again: as it is now, it is known; with its first days, it is another sanction.
        Assert.Single(
            new[] { await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, LaterFrom, LaterUntil, Decision) }
                .Concat(await app.App.Database.ReadAsync(sql => sql.QueryAsync<string>("select distinct id from restrictions"), default)).Distinct());
        await Faults.ReasonAsync(
            Grpc.Core.StatusCode.AlreadyExists, "DECISION_RECORDED",
            client.RecordSanctionAsync(RegistryApp.Sanction(Anne, RestrictingSanction.BanFromPractice, From, Until, Decision)));

        // Corrected once more, then withdrawn.
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision, From, Until));
        Assert.Equal((true, false, 1), Shown(await app.VerifyAsync(Anne)));
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));
        Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne)));
        Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne, LaterFrom)));
    }

    /// <summary>A stay leaves the registration as it was (CJA R.821-5); relief does not (CSP L.4124-8).</summary>
    [Theory, Engines]
    public async Task CorrectSanction_StayedRadiation_RegistersForTheDaysOfTheStay(SqlEngine engine)
    {
        await using var app = await BannedAsync(engine);
        var client = await app.SanctionsAsync();
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, From, decision: "D-2026-2");
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        var stay = RegistryApp.Correction(Anne, "D-2026-2", From, From.AddDays(4));
        await Faults.InvalidAsync(client.CorrectSanctionAsync(stay), "ends_on");
        stay.Stayed = true;

        await client.CorrectSanctionAsync(stay);

        await StatusesAsync(RegistrationStatus.StruckOff, From, From.AddDays(4));
        await StatusesAsync(RegistrationStatus.Registered, From.AddDays(5), RegistryApp.Today, LaterFrom);
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
        Assert.True((await app.VerifyAsync(Anne, From)).Restrictions.Single().Stayed);

        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, LaterFrom, decision: "D-2026-2/2");
        await StatusesAsync(RegistrationStatus.StruckOff, From, From.AddDays(4), LaterFrom, LaterUntil);
        await StatusesAsync(RegistrationStatus.Registered, From.AddDays(5), LaterFrom.AddDays(-1));
        // Relief concerns the part that runs.
        Assert.Equal("D-2026-2/2", (await ReliefTests.RadiationAsync(app)).DecisionId);

        async Task StatusesAsync(RegistrationStatus expected, params DateOnly[] days)
        {
            foreach (var day in days)
                Assert.Equal(expected, (await app.VerifyAsync(Anne, day)).Status);
        }
    }

    [Theory, Engines]
    public async Task RecordSanction_AfterAWithdrawal_RecordsAnyTermsAgain(SqlEngine engine)
    {
        await using var app = await BannedAsync(engine);
        var client = await app.SanctionsAsync();
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);

        // The appeal was rejected: a radiation from today in place of the ban.
        var id = await app.SanctionAsync(Anne, RestrictingSanction.Radiation, RegistryApp.Today, decision: Decision);

        Assert.Equal(id, await app.SanctionAsync(Anne, RestrictingSanction.Radiation, RegistryApp.Today, decision: Decision));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne, From)));
        Assert.Equal(RegistrationStatus.StruckOff, (await ListChangesTests.AllAsync(app, since, 100)).Changes.Single().Registration.Status);
        Assert.Equal((2, 2), (await app.CountAsync("restrictions"), await app.CountAsync("audit_entries where kind = 'registry.restriction.recorded'")));

        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));
        Assert.Equal((true, true, 0), Shown(await app.VerifyAsync(Anne)));
    }

    [Theory, Engines]
    public async Task CorrectSanction_Withdrawn_TellsWatchListsAndWebhooks(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        var rpps = NumberedFile.Rpps(2);
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());
        await app.SanctionAsync(rpps, RestrictingSanction.BanFromPractice, RegistryApp.Today, Until, Decision);
        Assert.Equal((rpps, false), Told(await stream.ChangeAsync()));
        await Testing.Until.TrueAsync(() => receiver.Calls.Count == 1, "the ban to be delivered");

        await (await app.SanctionsAsync()).CorrectSanctionAsync(RegistryApp.Correction(rpps, Decision));

        Assert.Equal((rpps, true), Told(await stream.ChangeAsync()));
        await Testing.Until.TrueAsync(() => receiver.Calls.Count == 2, "the withdrawal to be delivered");
        Assert.Equal([(rpps, false), (rpps, true)], receiver.Calls.Select(call => Told(call.Change)));

        static (string, bool) Told(PhysicianChange change) => (change.Rpps, change.Registration.MayPractise);
    }

    [Theory, Engines]
    public async Task CorrectSanction_Withdrawn_GivesFhirAnotherVersion(SqlEngine engine)
    {
        await using var fhir = new FhirClient(await BannedAsync(engine));
        await fhir.App.SanctionAsync(Anne, RestrictingSanction.Radiation, From, decision: "D-2026-2");
        var struckOff = await fhir.GetAsync("/fhir/Practitioner/" + Anne);

        await (await fhir.App.SanctionsAsync()).CorrectSanctionAsync(RegistryApp.Correction(Anne, "D-2026-2"));
        await (await fhir.App.SanctionsAsync()).CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));

        var free = await fhir.GetAsync("/fhir/Practitioner/" + Anne);
        Assert.Equal((false, true), ((bool)struckOff["active"]!, (bool)free["active"]!));
        Assert.NotEqual((string?)struckOff["meta"]!["versionId"], (string?)free["meta"]!["versionId"]);
        Assert.DoesNotContain("BAN_FROM_PRACTICE", free.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, Engines]
    public async Task CorrectSanction_OfARadiation_CountsAndListsThePhysicianAsNeverStruckOff(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        await app.SanctionAsync(Anne, RestrictingSanction.Radiation, ReliefTests.StruckOffOn, decision: Decision);
        var client = await app.SanctionsAsync();
        var first = await app.App.Database.ReadAsync(
            sql => sql.QueryAsync<string>("select decision_id from restrictions where decision_id <> @Decision", new { Decision }), default);
        Assert.Empty(await app.CountAsync(DemographyCalls.Question(RegistryApp.Today, DemographyDimension.AgeBand)));

        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, first.Single()));
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Anne)).Status);
        var radiation = await ReliefTests.RadiationAsync(app);
        Assert.Equal(Decision, radiation.DecisionId);
        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, Decision));

        Assert.Equal(RegistrationStatus.Registered, (await app.VerifyAsync(Anne)).Status);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await app.CountAsync(DemographyCalls.Question(RegistryApp.Today, DemographyDimension.AgeBand)));
        Assert.Empty((await (await app.RestrictionsAsync()).ListRadiationsAsync(new ListRadiationsRequest { Rpps = Anne })).Radiations);
        await app.LeavesNothingAsync(async () => await Faults.FailsAsync(
            Grpc.Core.StatusCode.NotFound, (await app.RestrictionsAsync()).RecordReliefAsync(ReliefTests.Relief(radiation))));
    }

    [Theory, Engines]
    public async Task CorrectSanction_OtherDaysOfARadiation_KeepTheReliefThatWasRefused(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var restrictions = await app.RestrictionsAsync();
        var radiation = await ReliefTests.RadiationAsync(app);
        var refused = ReliefTests.Relief(radiation, requestedOn: new DateOnly(2025, 6, 1));
        (refused.Outcome, refused.EffectiveOn, refused.DecidedOn) = (ReliefOutcome.Refused, null, new DateOnly(2025, 9, 1).ToProto());
        var relief = (await restrictions.RecordReliefAsync(refused)).Radiation.Reliefs.Single();
        var client = await app.SanctionsAsync();

        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, radiation.DecisionId, ReliefTests.StruckOffOn.AddDays(10)));

        var corrected = await ReliefTests.RadiationAsync(app);
        Assert.Equal((radiation.RestrictionId, ReliefTests.StruckOffOn.AddDays(10).ToProto()), (corrected.RestrictionId, corrected.EffectiveOn));
        Assert.Equal(relief, corrected.Reliefs.Single());

        await client.CorrectSanctionAsync(RegistryApp.Correction(Anne, radiation.DecisionId));
        await Faults.FailsAsync(
            Grpc.Core.StatusCode.NotFound,
            restrictions.CorrectReliefAsync(new CorrectReliefRequest { RequestId = RegistryApp.NewId(), ReliefId = relief.ReliefId, Reason = "Erreur." }));
    }

    [Theory, Engines]
    public async Task CorrectSanction_OfAMergedNumber_ChangesTheAnswersOfBoth(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(MergePath.Merged, RestrictingSanction.BanFromPractice, From, Until, Decision);
        await app.MergeAsync();
        Assert.All([await app.VerifyAsync(MergePath.Kept), await app.VerifyAsync(MergePath.Merged)], answer => Assert.False(answer.MayPractise));

        await (await app.SanctionsAsync()).CorrectSanctionAsync(RegistryApp.Correction(MergePath.Merged, Decision));

        Assert.All([await app.VerifyAsync(MergePath.Kept), await app.VerifyAsync(MergePath.Merged)], answer => Assert.True(answer.MayPractise));
    }

    /// <summary>What the register shows: registered, may practise, number of restrictions.</summary>
    private static (bool, bool, int) Shown(Registration registration) => (registration.Registered, registration.MayPractise, registration.Restrictions.Count);

    internal static async Task<RegistryApp> BannedAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN"));
        // The file of 15 March makes the register know both since that day. Both have been registered for longer.
        await app.App.Database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                "update physicians set registered_since = @since, valid_from = @since", new { since = new DateOnly(2020, 1, 1) }) > 0,
            default);
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, From, Until, Decision);
        Assert.Equal((true, false, 1), Shown(await app.VerifyAsync(Anne)));
        Assert.Equal((true, false, 1), Shown(await app.VerifyAsync(Anne, From.AddDays(3))));
        return app;
    }

    private static async Task<Registration> KnownAsync(RegistryApp app, DateOnly on, DateTimeOffset known) =>
        (await (await app.PhysiciansAsync()).VerifyRegistrationAsync(
            new VerifyRegistrationRequest { Rpps = Anne, On = on.ToProto(), KnownAt = known.ToTimestamp() })).Registration;

    private static Task<string> AuditedAsync(RegistryApp app) => app.App.Database.ReadAsync(
        async sql => (await sql.QueryAsync<string>("select body from audit_entries where kind = 'registry.restriction.corrected'")).Single(), default);
}
