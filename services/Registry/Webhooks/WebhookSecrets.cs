using System.Security.Cryptography;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Seals and opens the secrets of webhooks.</summary>
internal sealed class WebhookSecrets(Sealer sealer, TimeProvider clock)
{
    /// <summary>Data Protection purpose. Part of the stored data: never to change.</summary>
    public const string Purpose = "OrdreCouncils.Registry.WebhookSecret.v1";

    public byte[] Seal(string partner, byte[] secret) => sealer.Seal(Purpose, partner, Convert.ToBase64String(secret));

    /// <summary>The secrets that sign now: the present one, and during a rotation the one before.</summary>
    public IReadOnlyList<byte[]> Open(WebhookStore.WebhookRow hook) =>
        hook.OldSealedSecret is { } old && clock.GetUtcNow() < hook.OldSecretUntil
            ? [Open(hook.Partner, hook.SealedSecret), Open(hook.Partner, old)]
            : [Open(hook.Partner, hook.SealedSecret)];

    /// <summary>The secret that goes on signing beside a new one, and until when.</summary>
    public (byte[]? Sealed, DateTimeOffset? Until) Rotate(WebhookStore.WebhookRow? before, byte[] secret, int hours, DateTimeOffset at)
    {
        if (before is null)
            return (null, null);
        if (IsPresent(before, secret))
            return at < before.OldSecretUntil ? (before.OldSealedSecret, before.OldSecretUntil) : (null, null);
        return hours > 0 ? (before.SealedSecret, at.AddHours(hours)) : (null, null);
    }

    private bool IsPresent(WebhookStore.WebhookRow hook, byte[] secret)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(Open(hook.Partner, hook.SealedSecret), secret);
        }
        catch (CryptographicException)
        {
            // The key of the stored secret is lost: setting the secret again is how a partner goes on.
            return false;
        }
    }

    private byte[] Open(string partner, byte[] sealedSecret) => Convert.FromBase64String(sealer.Open(Purpose, partner, sealedSecret));
}
