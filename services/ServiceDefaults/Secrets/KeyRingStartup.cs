using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Hosting;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Checks before the ports open that every key of the ring can be read. A replica with a wrong certificate would otherwise create keys that the
/// others cannot read.</summary>
internal sealed class KeyRingStartup(IKeyManager keys, Sealer sealer, Blinder blinder, SealedStore store) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var key in keys.GetAllKeys())
        {
            if (!key.IsRevoked && !Opens(key))
            {
                throw new InvalidOperationException(
                    $"Key {key.KeyId} of the key ring does not open with the certificates of this configuration. Put the certificate that "
                    + "encrypted it into Encryption:CertificatePath or Encryption:RetiredCertificates.");
            }
        }

        sealer.Open(store.Probe, "start", sealer.Seal(store.Probe, "start", "opens"));
        await blinder.LoadAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }
}
