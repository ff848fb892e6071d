using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>Shared by the tests of outages: processes that sign with one key, and a physician to suspend.</summary>
internal sealed class ContinuityBench : IDisposable
{
    private readonly SigningKeyFile key = new();

    /// <summary>Starts a process on a store. By default copies in Redis outlive the test, so that no test passes because a copy expired.</summary>
    public Task<RegistryApp> StartAsync(TestStore store, int redis, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual =
        [
            ("Attestations:KeyFiles:0", key.Path), ("Attestations:Address", "https://www.exemple.fr"), ("Cache:Redis", RedisServer.At(redis)),
            ("Cache:IntegrityKey", RedisServer.IntegrityKey), ("Cache:SharedLife", "01:00:00"),
        ];
        return RegistryApp.StartAsync(store, null, [.. usual.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key), .. settings]);
    }

    /// <summary>Waits until the process can write to Redis and read back.</summary>
    public static Task LinkedAsync(RegistryApp app)
    {
        var shared = app.App.Host.Services.GetRequiredService<SharedCache>();
        return Until.TrueAsync(
            async () =>
            {
                var key = "linked:" + Guid.NewGuid();
                await shared.PutAsync("s", key, Encoding.UTF8.GetBytes("yes"), 1);
                return await shared.GetAsync("s", key) is not null;
            },
            "the link to Redis");
    }

    public static async Task<Attestation> AttestAsync(RegistryApp app, string rpps) =>
        (await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).IssueAttestationAsync(
            new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = rpps })).Attestation;

    public static async Task SuspendAsync(RegistryApp app, string rpps) => await (await app.RestrictionsAsync()).RecordSuspensionAsync(Suspension(rpps));

    public static RecordSuspensionRequest Suspension(string rpps) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = rpps,
        Kind = SuspensionKind.Emergency,
        EffectiveOn = RegistryApp.Today.ToProto(),
        Ground = "Arrêté d’essai.",
    };

    public void Dispose() => key.Dispose();
}
