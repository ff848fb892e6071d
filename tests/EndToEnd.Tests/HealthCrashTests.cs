using OrdreCouncils.Development.Channels;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Kills the Registry process as soon as it has shown health data: the read is in the log.</summary>
public class HealthCrashTests
{
    [Theory, Engines]
    public async Task HealthRead_ProcessKilledRightAfterTheAnswer_IsInTheLog(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        var settings = await TestIdentities.SettingsAsync();
        settings["Encryption:AllowUnprotectedKeys"] = "true";
        var rpps = await SuspendedAsync(store);
        foreach (var (key, value) in store.Settings)
            settings[key] = value;
        var president = await TestIdentities.TokenAsync("cdom-75-president@practitioner_health");

        using (var registry = await ServiceProcess.StartAsync("OrdreCouncils.Registry.dll", settings))
        {
            using var channel = BearerChannel.Open(registry.GrpcAddress, president);
            var shown = await new RestrictionsService.RestrictionsServiceClient(channel).ListSuspensionDetailsAsync(
                new ListSuspensionDetailsRequest { Rpps = rpps });
            registry.Kill();
            Assert.Equal(SuspensionKind.Infirmity, shown.Suspensions.Single().Kind);
        }

        await using var database = new Database(Microsoft.Extensions.Options.Options.Create(
            new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        Assert.Equal(1, await database.ReadAsync(
            sql => sql.ScalarAsync<int>(
                """
                select count(*) from record_accesses
                where subject = 'physicians/' || @rpps and actor = 'cdom-75-president' and operation like '%/ListSuspensionDetails'
                """, new { rpps }),
            CancellationToken.None));
    }

    private static async Task<string> SuspendedAsync(TestStore store)
    {
        await using var registry = await ServiceApp.StartAsync(
            RegistryHost.Build, store, settings: new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" });
        var rpps = await registry.EnterPhysicianAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await (await registry.ClientAsync<RestrictionsService.RestrictionsServiceClient>("cnom-registre")).RecordSuspensionAsync(new RecordSuspensionRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Rpps = rpps,
            Kind = SuspensionKind.Infirmity,
            EffectiveOn = today.ToProto(),
            EndsOn = today.AddDays(90).ToProto(),
            Ground = "Motif d'essai.",
        });
        return rpps;
    }
}
