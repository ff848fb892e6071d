using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Restrictions;

public sealed class SuspensionTests
{
    private const string Anne = RegisterFile.Anne;
    internal const string Why = "Signalement 4812 : troubles constatés en consultation.";
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Emergency_ShowsAtOnceAndLapsesOnTheRightDay(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);

        var recorded = await (await app.RestrictionsAsync("cdom-75-president")).RecordSuspensionAsync(Request(SuspensionKind.Emergency));

        // Five months from 15 March, the first day included.
        Assert.Equal(RegistryApp.Date(2026, 8, 14), recorded.Suspension.EndsOn);
        Assert.Equal(recorded.Suspension.EndsOn, recorded.Longest.LastDay);
        var now = await app.VerifyAsync(Anne);
        Assert.True(now is { Registered: true, MayPractise: false });
        Assert.Equal(RestrictionKind.Suspension, now.Restrictions.Single().Kind);
        app.App.Clock.AdvanceTo(new DateTimeOffset(2026, 8, 14, 21, 59, 59, TimeSpan.Zero));
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        app.App.Clock.AdvanceTo(new DateTimeOffset(2026, 8, 14, 22, 0, 0, TimeSpan.Zero));
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Theory, Engines]
    public async Task Emergency_Lifted_EndsThatDayAndIsRememberedAsItWas(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var suspension = (await client.RecordSuspensionAsync(Request(SuspensionKind.Emergency))).Suspension;
        app.GoTo(Today.AddDays(10));
        var before = app.App.Clock.GetUtcNow();
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var lift = Lift(suspension, Today.AddDays(8));

        var lifted = await (await app.HealthAsync()).LiftSuspensionAsync(lift);

        Assert.Equal(lifted, await (await app.HealthAsync()).LiftSuspensionAsync(lift));
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
        Assert.False((await app.VerifyAsync(Anne, Today.AddDays(7))).MayPractise);
        var known = new VerifyRegistrationRequest { Rpps = Anne, KnownAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(before) };
        Assert.False((await (await app.PhysiciansAsync()).VerifyRegistrationAsync(known)).Registration.MayPractise);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, (await app.HealthAsync()).LiftSuspensionAsync(Lift(lifted.Suspension, Today.AddDays(9))));
    }

    [Theory, Engines]
    public async Task Infirmity_RunsPastItsPeriodUntilLifted(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var suspension = (await client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;

        app.GoTo(Today.AddDays(100));
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        await (await app.HealthAsync()).LiftSuspensionAsync(Fit(suspension, Today.AddDays(100)));

        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Theory, Engines]
    public async Task Renewal_GoesOnWhereThePeriodEnds(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var first = (await client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)))).Suspension;
        var emergency = (await client.RecordSuspensionAsync(Request(SuspensionKind.Emergency))).Suspension;
        var renew = Renew(first, Today.AddDays(179));

        var second = (await (await app.HealthAsync()).RenewSuspensionAsync(renew)).Suspension;

        Assert.Equal(second, (await (await app.HealthAsync()).RenewSuspensionAsync(renew)).Suspension);
        Assert.Equal((first.SuspensionId, Today.AddDays(90).ToProto()), (second.Renews, second.EffectiveOn));
        Assert.Equal(2, (await app.VerifyAsync(Anne, Today.AddDays(89))).Restrictions.Count);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, (await app.HealthAsync()).RenewSuspensionAsync(Renew(emergency, Today.AddDays(300))));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            (await app.HealthAsync()).RenewSuspensionAsync(new RenewSuspensionRequest(Renew(first, Today.AddDays(300))) { Etag = "" }));
        await Faults.InvalidAsync((await app.HealthAsync()).RenewSuspensionAsync(Renew(second, Today.AddDays(179))), "ends_on");
        await Faults.InvalidAsync((await app.HealthAsync()).RenewSuspensionAsync(new RenewSuspensionRequest()), "request_id", "suspension_id", "ends_on", "ground");
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, (await app.HealthAsync()).RenewSuspensionAsync(new RenewSuspensionRequest(Renew(second, Today.AddDays(300))) { Etag = "9" }));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.HealthAsync("62")).RenewSuspensionAsync(Renew(second, Today.AddDays(300))));
    }

    [Theory, Engines]
    public async Task Insufficiency_InPart_LeavesPractice(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var request = Request(SuspensionKind.Insufficiency, Today.AddDays(89));
        request.Part = "Chirurgie";

        await (await app.RestrictionsAsync()).RecordSuspensionAsync(request);

        var registration = await app.VerifyAsync(Anne);
        Assert.True(registration is { MayPractise: true, PracticeRestrictedInPart: true });
        Assert.DoesNotContain("Chirurgie", registration.ToString(), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task PublicRegister_NeverShowsTheKindOfSuspension(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(RegisterFile.Jean, "TEMOIN", "JEAN"));
        var client = await app.RestrictionsAsync();
        await client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(89)));
        var other = Request(SuspensionKind.Insufficiency, Today.AddDays(89));
        other.Rpps = RegisterFile.Jean;
        await client.RecordSuspensionAsync(other);

        Assert.Equal(await app.VerifyAsync(Anne), await app.VerifyAsync(RegisterFile.Jean));
    }

    [Theory, Engines]
    public async Task Grounds_AccessLogThatRefusesRows_AreNotReadAndTheRegisterIs(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var president = await app.HealthAsync();
        var request = Request(SuspensionKind.Infirmity, Today.AddDays(89));
        var ground = new GetHealthGroundRequest { SuspensionId = (await (await app.RestrictionsAsync()).RecordSuspensionAsync(request)).Suspension.SuspensionId };
        await AccessLogs.RefuseRowsAsync(app.App.Database);

        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, president.GetHealthGroundAsync(ground));
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);

        await AccessLogs.TakeRowsAsync(app.App.Database);
        Assert.Equal(Why, (await president.GetHealthGroundAsync(ground)).Ground);
    }

    [Theory, Engines]
    public async Task RecordSuspension_Repeated_IsRecordedOnce(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var request = Request(SuspensionKind.Emergency);

        var first = await client.RecordSuspensionAsync(request);

        Assert.Equal(first, await client.RecordSuspensionAsync(request));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            client.RecordSuspensionAsync(new RecordSuspensionRequest(request) { Ground = "Autre chose." }));
        // Ids of the same millisecond have no defined order.
        app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = (await client.RecordSuspensionAsync(Request(SuspensionKind.Emergency))).Suspension;
        var page = await client.ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne, PageSize = 1 });
        var next = await client.ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne, PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal([first.Suspension, again], [page.Suspensions.Single(), next.Suspensions.Single()]);
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.RestrictionsAsync("cdom-62-president")).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne }));
    }

    internal static async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        await app.ImportAsync(new RegisterFile().Line());
        return app;
    }

    internal static RecordSuspensionRequest Request(SuspensionKind kind, DateOnly? until = null) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        Kind = kind,
        EffectiveOn = Today.ToProto(),
        EndsOn = until?.ToProto(),
        Ground = Why,
    };

    /// <summary>Lift after infirmity, with an expertise asked for and made in time.</summary>
    internal static LiftSuspensionRequest Fit(Suspension suspension, DateOnly on)
    {
        var last = new DateOnly(suspension.EndsOn.Year, suspension.EndsOn.Month, suspension.EndsOn.Day);
        var request = Lift(suspension, on);
        request.Ground = LiftGround.Fit;
        request.ExpertiseAskedOn = last.AddMonths(-2).AddDays(-1).ToProto();
        request.ExpertiseOn = last.AddDays(-5).ToProto();
        return request;
    }

    internal static RenewSuspensionRequest Renew(Suspension suspension, DateOnly until) => new()
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        EndsOn = until.ToProto(),
        Ground = Why,
        Etag = suspension.Etag,
    };

    internal static LiftSuspensionRequest Lift(Suspension suspension, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        LiftedOn = on.ToProto(),
        Etag = suspension.Etag,
    };
}
