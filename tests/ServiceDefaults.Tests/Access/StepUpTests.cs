using Google.Rpc;
using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

/// <summary>Grave acts need a recent sign-in of the person (RFC 9470).</summary>
public class StepUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccessRule Grave = new()
    {
        Roles = { Role.DepartmentalClerk, Role.Partner, Role.ServiceDiscipline }, Scope = Scope.Own, Purpose = Purpose.Registration,
        MaximumAuthenticationAgeSeconds = 300,
    };

    [Theory]
    [InlineData(0, false)]
    [InlineData(300, false)]
    [InlineData(330, false)]
    [InlineData(331, true)]
    [InlineData(86_400, true)]
    [InlineData(-30, false)]
    [InlineData(-31, true)]
    public void NeedsStepUp_SecondsSinceTheSignIn_AreCompared(int seconds, bool expected) => Assert.Equal(
        expected, AccessPolicy.NeedsStepUp(Grave, Person(Role.DepartmentalClerk) with { AuthenticatedAt = Now.AddSeconds(-seconds) }, Now));

    [Fact]
    public void NeedsStepUp_PersonWithoutASignIn_IsTrueForGraveActsOnly()
    {
        Assert.True(AccessPolicy.NeedsStepUp(Grave, Person(Role.DepartmentalClerk), Now));
        Assert.False(AccessPolicy.NeedsStepUp(new AccessRule(Grave) { MaximumAuthenticationAgeSeconds = 0 }, Person(Role.DepartmentalClerk), Now));
    }

    [Theory]
    [InlineData(false, Role.Partner)]
    [InlineData(false, Role.ServiceDiscipline)]
    [InlineData(true, Role.DepartmentalClerk, Role.Partner)]
    [InlineData(true, Role.DepartmentalClerk, Role.ServiceDiscipline)]
    public void NeedsStepUp_NoSignIn_ExemptsThoseAloneWhoAreNoPerson(bool expected, params Role[] roles) =>
        Assert.Equal(expected, AccessPolicy.NeedsStepUp(Grave, Person(roles), Now));

    [Theory, Engines]
    public async Task Call_OldSignIn_IsRefusedWithItsLimitAndRecorded(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = app.ClientWithToken<NotesService.NotesServiceClient>(await SignedInAsync(DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds()));

        var fault = await Faults.FailsAsync(StatusCode.Unauthenticated, client.DescribeGraveAsync(new DescribeGraveRequest()));
        await client.DescribeDisciplineAsync(new DescribeDisciplineRequest());
        await app.Host.StopAsync();

        Assert.Equal(Reasons.StepUpRequired, fault.Reason());
        Assert.Equal("300", fault.Detail<ErrorInfo>()!.Metadata["maximum_age_seconds"]);
        Assert.Equal("Bearer error=\"insufficient_user_authentication\", max_age=300", fault.Trailers.GetValue("www-authenticate"));
        Assert.Equal(
            ("cdom-75", "/ordre.testbed.v1.NotesService/DescribeGrave", "council 75"),
            await app.Database.ReadAsync(
                async sql => Assert.Single(await sql.QueryAsync<(string, string, string)>(
                    "select actor, operation, reader_body from record_accesses where subject = 'refused' and granted = false")),
                CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yesterday")]
    [InlineData(-1)]
    [InlineData(1.5)]
    [InlineData(99_999_999_999L)]
    public async Task Call_NoReadableSignIn_IsRefused(object? authTime)
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = app.ClientWithToken<NotesService.NotesServiceClient>(await SignedInAsync(authTime));

        await Faults.ReasonAsync(StatusCode.Unauthenticated, Reasons.StepUpRequired, client.DescribeGraveAsync(new DescribeGraveRequest()));
    }

    [Fact]
    public async Task Call_TwoSignIns_IsRefused()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = app.ClientWithToken<NotesService.NotesServiceClient>(await SignedInAsync(new[] { now, now }));

        await Faults.ReasonAsync(StatusCode.Unauthenticated, Reasons.StepUpRequired, client.DescribeGraveAsync(new DescribeGraveRequest()));
    }

    [Fact]
    public async Task Call_OldSignInWithoutTheRole_IsDeniedForTheRole()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var token = await TestIdentities.TokenAsync("cnom-presse", descriptor => descriptor.Claims.Remove("auth_time"));

        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, Reasons.RoleMissing,
            app.ClientWithToken<NotesService.NotesServiceClient>(token).DescribeGraveAsync(new DescribeGraveRequest()));
    }

    [Fact]
    public async Task Call_RecentSignInServiceOrPartner_IsLetIn()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in new[] { "cdom-75", "svc-discipline", "cnam" })
            await (await app.NotesAsync(identity)).DescribeGraveAsync(new DescribeGraveRequest());
        var partner = await TestIdentities.TokenAsync("cnam", descriptor => descriptor.Claims.Remove("auth_time"));
        await app.ClientWithToken<NotesService.NotesServiceClient>(partner).DescribeGraveAsync(new DescribeGraveRequest());
    }

    private static Caller Person(params Role[] roles) => new("x", [.. roles], "75", "", "");

    private static Task<string> SignedInAsync(object? authTime) => TestIdentities.TokenAsync("cdom-75", descriptor =>
    {
        if (authTime is null)
            descriptor.Claims.Remove("auth_time");
        else
            descriptor.Claims["auth_time"] = authTime;
    });
}
