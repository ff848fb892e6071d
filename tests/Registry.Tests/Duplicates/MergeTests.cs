using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

public sealed class MergeTests
{
    [Theory, Engines]
    public async Task Merge_MergedNumber_AnswersWithTheKeptOneUntilUndone(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var before = await app.GetAsync(Merged);

        var merge = await app.MergeAsync();

        Assert.Equal((Kept, Merged, Why, "cnom-registre", null), (merge.Kept, merge.Merged, merge.Reason, merge.MergedBy, merge.UndoneAt));
        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal((true, Kept, 0), answer));
        Assert.All(await app.EveryAnswerAsync(Kept), answer => Assert.Equal((true, "", 0), answer));
        Assert.Equal(await app.GetAsync(Kept), await app.GetAsync(Merged));
        foreach (var narrow in new Action<SearchPhysiciansRequest>[]
        {
            _ => { }, request => request.GivenName = "anne", request => request.Specialty = "SM53",
            request => (request.FamilyName, request.Specialty) = ("", "SM53"), request => (request.FamilyName, request.GivenName) = ("", "anne"),
            request => request.FamilyName = "modele",
        })
        {
            Assert.Equal([(Kept, true)], await app.SearchAsync(narrow));
        }

        Assert.Empty(await app.SearchAsync(request => (request.FamilyName, request.Council) = ("", "13")));
        Assert.Equal(2, await app.CountAsync("audit_entries where kind = 'registry.merge.recorded'"));

        app.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var undone = await app.UndoAsync(merge);

        Assert.Equal((merge.MergeId, "cnom-registre", app.App.Clock.GetUtcNow()), (undone.MergeId, undone.UndoneBy, undone.UndoneAt.ToDateTimeOffset()));
        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal((true, "", 0), answer));
        Assert.Equal(before, await app.GetAsync(Merged));
        Assert.Equal([Kept, Merged], (await app.SearchAsync()).Select(line => line.Rpps));
        Assert.Equal([(Merged, true)], await app.SearchAsync(request => (request.FamilyName, request.Council) = ("", "13")));
        Assert.Equal(2, await app.CountAsync("audit_entries where kind = 'registry.merge.undone'"));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "MERGE_UNDONE", (await app.DuplicatesAsync()).UndoMergeAsync(Undo(merge.MergeId)));
        // An undone merge can be made again.
        await app.MergeAsync();
        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal(Kept, answer.MergedInto));
    }

    [Theory]
    [Engines(Kept, false)]
    [Engines(Kept, true)]
    [Engines(Merged, false)]
    [Engines(Merged, true)]
    public async Task Restriction_OfEitherNumber_IsNeverLost(SqlEngine engine, string recordedUnder, bool whileMerged)
    {
        await using var app = await MergePath.StartAsync(engine);
        if (!whileMerged)
            await app.SanctionAsync(recordedUnder, RestrictingSanction.BanFromPractice, Today, Today.AddDays(30));
        var merge = await app.MergeAsync();
        // Caches the entries of both numbers before the ban is recorded.
        await app.EveryAnswerAsync(Merged);
        await app.EveryAnswerAsync(Kept);
        if (whileMerged)
            await app.SanctionAsync(recordedUnder, RestrictingSanction.BanFromPractice, Today, Today.AddDays(30));

        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal((false, Kept, 1), answer));
        Assert.All(await app.EveryAnswerAsync(Kept), answer => Assert.Equal((false, "", 1), answer));
        Assert.Equal([(Kept, false)], await app.SearchAsync());

        // Each number keeps its own restrictions.
        await app.UndoAsync(merge);
        foreach (var number in new[] { Kept, Merged })
        {
            var restrictions = number == recordedUnder ? 1 : 0;
            Assert.All(await app.EveryAnswerAsync(number), answer => Assert.Equal((restrictions == 0, "", restrictions), answer));
        }
    }

    /// <summary>The two reads must give equal entries because both fill the same cache.</summary>
    [Theory, Engines]
    public async Task Entries_ReadAloneOrInAList_AreTheSame(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(Merged, RestrictingSanction.BanFromPractice, Today, Today.AddDays(30));
        await (await app.RestrictionsAsync()).RecordSuspensionAsync(Suspension(Kept));
        await app.MergeAsync();

        await app.App.Database.SnapshotAsync(
            async sql =>
            {
                var listed = await EntryStore.LoadAsync(sql, [Merged]);
                Assert.Equal(await RegisterEntries.LoadAsync(sql, Merged), Assert.Single(listed).Value);
                Assert.Equal((Kept, true, 2), (listed[Merged].Value.Physician.Rpps, listed[Merged].Value.EverMerged, listed[Merged].Value.Restrictions.Count));
                Assert.Equal(await PhysicianStore.VersionAsync(sql, Merged), listed[Merged].Version);
                Assert.Equal((Merged, 1), await RegisterEntries.LoadAloneAsync(sql, Merged) is { } alone ? (alone.Value.Physician.Rpps, alone.Value.Restrictions.Count) : default);
                Assert.Equal(await RegisterEntries.LoadAsync(sql, Kept), (await EntryStore.LoadAsync(sql, [Merged, Kept]))[Kept]);
                return true;
            },
            default);
    }

    [Theory, Engines]
    public async Task Radiation_OfTheMergedNumber_StrikesThePersonOff(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(Merged, RestrictingSanction.Radiation, Today);

        await app.MergeAsync();

        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Kept)).Status);
        Assert.Equal(RegistrationStatus.StruckOff, (await app.VerifyAsync(Merged)).Status);
    }

    [Theory, Engines]
    public async Task Suspension_OfTheMergedNumber_HoldsAndIsLiftedUnderIt(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var restrictions = await app.RestrictionsAsync();
        var suspension = (await restrictions.RecordSuspensionAsync(Suspension(Merged))).Suspension;
        await app.MergeAsync();
        Assert.All(await app.EveryAnswerAsync(Kept), answer => Assert.Equal((false, "", 1), answer));

        await (await app.HealthAsync("13")).LiftSuspensionAsync(new LiftSuspensionRequest
        {
            RequestId = RegistryApp.NewId(),
            SuspensionId = suspension.SuspensionId,
            LiftedOn = Today.ToProto(),
            TrainingProvenOn = Today.ToProto(),
            Etag = suspension.Etag,
        });

        Assert.All(await app.EveryAnswerAsync(Kept), answer => Assert.Equal((true, "", 0), answer));
        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal((true, Kept, 0), answer));
    }

    [Theory, Engines]
    public async Task Return_OfTheKept_ShowsUnderTheMergedNumberAtOnce(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.MergeAsync();
        await (await app.RegistrationsAsync()).RecordDepartureAsync(
            new RecordDepartureRequest { RequestId = RegistryApp.NewId(), Rpps = Kept, Ground = FactGround.Request, EffectiveOn = Today.ToProto() });
        Assert.All(await app.EveryAnswerAsync(Merged), answer => Assert.Equal((false, Kept, 0), answer));
        var path = new ApplicationPath(app);
        await path.CompleteAsync(Kept);

        await path.DecideAsync(true);

        foreach (var (number, mergedInto) in new[] { (Kept, ""), (Merged, Kept) })
            Assert.All(await app.EveryAnswerAsync(number), answer => Assert.Equal((true, mergedInto, 0), answer));
    }

    [Theory, Engines]
    public async Task KnownAt_TellsWhatWasKnownThen(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.SanctionAsync(Merged, RestrictingSanction.BanFromPractice, Today, Today.AddDays(30));
        var before = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var merge = await app.MergeAsync();
        var during = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.UndoAsync(merge);
        app.App.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("", true), await KnownAsync(app, Kept, before));
        Assert.Equal(("", false), await KnownAsync(app, Merged, before));
        Assert.Equal(("", false), await KnownAsync(app, Kept, during));
        Assert.Equal((Kept, false), await KnownAsync(app, Merged, during));
        Assert.Equal(("", true), await KnownAsync(app, Kept, app.App.Clock.GetUtcNow()));
        Assert.Equal(("", false), await KnownAsync(app, Merged, app.App.Clock.GetUtcNow()));
    }

    [Theory, Engines]
    public async Task Undo_GivesBothHistoriesBack_WithWhatWasRecordedMeanwhile(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var merge = await app.MergeAsync();
        var registrations = await app.RegistrationsAsync();

        // An import updates each number's own record and does not undo the merge.
        await app.ImportAsync(new RegisterFile().Line(Kept, structure: "AUTRE CABINET").Line(Merged, family: "ESSAI-RENOMMÉ", given: "ANNE LISE", postalCode: "13001"));
        await registrations.RecordRetirementAsync(new RecordRetirementRequest { RequestId = RegistryApp.NewId(), Rpps = Kept, EffectiveOn = Today.ToProto() });
        var history = await (await app.RegistrationsAsync("cdom-13")).GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Merged });

        Assert.Equal((Kept, true, 0), (history.MergedInto, history.Registration.Retired, history.Facts.Count));
        Assert.Equal("AUTRE CABINET", Assert.Single((await app.GetAsync(Merged)).Activities).Structure);

        await app.UndoAsync(merge);

        Assert.Equal("ESSAI-RENOMMÉ", (await app.GetAsync(Merged)).FamilyName);
        Assert.False((await app.VerifyAsync(Merged)).Retired);
        Assert.True((await app.VerifyAsync(Kept)).Retired);
        Assert.Equal("", (await registrations.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Kept })).MergedInto);
    }

    [Theory, Engines]
    public async Task Reader_OfTheMergedNumber_IsShownToThePhysicianOfTheKept(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await app.MergeAsync();
        await (await app.PhysiciansAsync("assureur")).VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Merged });

        foreach (var number in new[] { Kept, Merged })
        {
            var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>($"medecin-{number}");
            await Until.TrueAsync(async () => (await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{number}" }))
                .Accesses.Any(access => access.Actor == "assureur"), $"the read of {number} was not shown");
        }
    }

    private static async Task<(string MergedInto, bool MayPractise)> KnownAsync(RegistryApp app, string rpps, DateTimeOffset at)
    {
        var client = await app.PhysiciansAsync();
        var verified = await client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, KnownAt = at.ToTimestamp() });
        var got = await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps, KnownAt = at.ToTimestamp() });
        Assert.Equal((verified.MergedInto, verified.Registration), (got.MergedInto, got.Registration));
        return (verified.MergedInto, verified.Registration.MayPractise);
    }
}
