using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Verification;

/// <summary>From which day "no record" means "not registered". The first import is on 15 March, the second ten days later.</summary>
public sealed class KnownSinceTests
{
    private static readonly DateOnly First = RegistryApp.Today;
    private static readonly DateOnly Second = RegistryApp.Today.AddDays(10);

    [Theory, Engines]
    public async Task Verify_BeforeTheFirstImport_KnowsNoDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        Assert.Null(await KnownSinceAsync(app, RegisterFile.Anne, First.AddYears(-1)));
        await Assert.ThrowsAsync<RpcException>(() => app.ImportAsync(new RegisterFile().Line(profession: "60")));
        Assert.Null(await KnownSinceAsync(app, RegisterFile.Anne));
    }

    [Theory, Engines]
    public async Task Verify_AfterImports_KnowsEachPhysicianFromTheirFirstFile(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var nobody = NumberedFile.Rpps(9);
        await app.ImportAsync(new RegisterFile().Line());
        var between = app.App.Clock.GetUtcNow();
        app.GoTo(Second);
        Assert.Equal(First, await KnownSinceAsync(app, RegisterFile.Jean));
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN"));

        Assert.Equal(First, await KnownSinceAsync(app, RegisterFile.Anne, First.AddDays(-30)));
        Assert.Equal(Second, await KnownSinceAsync(app, RegisterFile.Jean, First.AddDays(1)));
        Assert.Equal(First, await KnownSinceAsync(app, nobody));
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(RegisterFile.Jean, Second.AddDays(-1))).Status);
        Assert.Equal(RegistrationStatus.Registered, (await app.VerifyAsync(RegisterFile.Jean, Second)).Status);
        // As the register was known between the imports, and before any.
        Assert.Equal(First, await KnownSinceAsync(app, RegisterFile.Jean, knownAt: between));
        Assert.Null(await KnownSinceAsync(app, RegisterFile.Jean, knownAt: between.AddDays(-1)));
    }

    [Theory, Engines]
    public async Task Verify_EnteredByACouncil_KnowsTheDaysBefore(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await new ApplicationPath(app).AcceptedAsync();
        var entered = (await app.VerifyAsync(ApplicationPath.Rpps)).RegisteredSince.Day();
        Assert.Equal(entered, await KnownSinceAsync(app, ApplicationPath.Rpps));

        app.GoTo(Second);
        await app.ImportAsync(new RegisterFile().Line());
        Assert.Equal(entered, await KnownSinceAsync(app, ApplicationPath.Rpps));
    }

    [Theory, Engines]
    public async Task Verify_EnteredByACouncilAfterTheFirstImport_KnowsFromTheImport(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        app.GoTo(Second);
        await new ApplicationPath(app).AcceptedAsync();

        Assert.Equal(First, await KnownSinceAsync(app, ApplicationPath.Rpps, First.AddDays(1)));
    }

    /// <summary>The day, which all three calls must agree on.</summary>
    private static async Task<DateOnly?> KnownSinceAsync(RegistryApp app, string rpps, DateOnly? on = null, DateTimeOffset? knownAt = null)
    {
        var physicians = await app.PhysiciansAsync();
        var single = await physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, On = on?.ToProto(), KnownAt = knownAt?.ToTimestamp() });
        if (single.Registration.Status != RegistrationStatus.NoRecord)
            Assert.Equal(single.KnownSince, (await physicians.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps, On = on?.ToProto(), KnownAt = knownAt?.ToTimestamp() })).KnownSince);
        if (knownAt is null)
        {
            var batch = await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
                new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = rpps, On = on?.ToProto() } } });
            Assert.Equal(single.KnownSince, batch.Answers.Single().KnownSince);
        }

        return single.KnownSince?.Day();
    }
}
