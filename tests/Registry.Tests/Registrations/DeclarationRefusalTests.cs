using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Registrations.HistoryTests;

namespace OrdreCouncils.Tests.Registry.Registrations;

/// <summary>Anne of council 75, without a declaration.</summary>
public sealed class DeclarationRefusalTests(DeclarationRefusalTests.Registered registered) : IClassFixture<DeclarationRefusalTests.Registered>
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;
    private static readonly DateOnly Today = RegistryApp.Today;

    private static readonly Dictionary<string, (string Identity, Func<RegistrationsService.RegistrationsServiceClient, Task> CallAsync)> Refused = new()
    {
        ["DeclareChange_Empty_InvalidArgument"] = ("cdom-75", client =>
            Faults.InvalidAsync(client.DeclareChangeAsync(new DeclareChangeRequest()), "request_id", "rpps", "kind", "changed_on", "details")),
        ["DeclareChange_OfTomorrow_InvalidArgument"] = ("cdom-75", client =>
            Faults.InvalidAsync(client.DeclareChangeAsync(Declaration(Today.AddDays(1))), "changed_on")),
        ["DeclareChange_BeforeTheArticle_InvalidArgument"] = ("cdom-75", client =>
            Faults.InvalidAsync(client.DeclareChangeAsync(Declaration(new DateOnly(2009, 12, 31))), "changed_on")),
        ["DeclareChange_ThePhysicianOnAnotherDay_InvalidArgument"] = ($"medecin-{Anne}", client =>
            Faults.InvalidAsync(client.DeclareChangeAsync(Declaration(Today.AddDays(-5), Today.AddDays(-1))), "declared_on")),
        ["DeclareChange_AnotherCouncil_NotFound"] = ("cdom-62", client =>
            Faults.FailsAsync(StatusCode.NotFound, client.DeclareChangeAsync(Declaration(Today)))),
        ["DeclareChange_AnotherPhysician_NotFound"] = ($"medecin-{Jean}", client =>
            Faults.FailsAsync(StatusCode.NotFound, client.DeclareChangeAsync(Declaration(Today)))),
        ["GetRegistrationHistory_AnotherCouncil_NotFound"] = ("cdom-62", client => Faults.FailsAsync(
            StatusCode.NotFound, client.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne }))),
        ["GetRegistrationHistory_Empty_InvalidArgument"] = ("cdom-75", client =>
            Faults.InvalidAsync(client.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest()), "rpps")),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var app = await registered.AppAsync(engine);
        var (identity, refusedAsync) = Refused[call];
        var client = await app.RegistrationsAsync(identity);

        await app.LeavesNothingAsync(() => refusedAsync(client));

        Assert.Equal(0, await app.CountAsync("declarations"));
    }

    public sealed class Registered : PerEngine
    {
        internal async Task<RegistryApp> AppAsync(SqlEngine engine) => (RegistryApp)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            await app.ImportAsync(new RegisterFile().Line());
            return app;
        }
    }
}
