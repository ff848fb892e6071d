using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.MutualAid.Secrets;

/// <summary>Data Protection as this service wants it: keys in its own database, encrypted with its own certificate.</summary>
internal static class KeyRing
{
    /// <summary>Adds <see cref="Sealer"/> and <see cref="Blinder"/>; throws when the configuration leaves the keys unprotected without saying so.</summary>
    public static void AddSecrets(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(EncryptionOptions.Section).Get<EncryptionOptions>() ?? new EncryptionOptions();
        Settings.Validate(options, EncryptionOptions.Section);

        var protection = builder.Services.AddDataProtection().SetApplicationName(SealPurposes.Application);
        builder.Services.AddSingleton<KeyRingStore>();
        // Resolved with the options, hence not before the first use: the migrations have run by then.
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRingStore>((ring, store) => ring.XmlRepository = store);
        if (options.CertificatePath.Length > 0)
        {
            protection.ProtectKeysWithCertificate(
                KeyRingCertificate.Load("Encryption:CertificatePath", options.CertificatePath, options.CertificatePassword));
        }

        if (options.RetiredCertificates.Count > 0)
        {
            protection.UnprotectKeysWithAnyCertificate([.. options.RetiredCertificates.Select(
                retired => KeyRingCertificate.Load("Encryption:RetiredCertificates", retired.Path, retired.Password))]);
        }

        builder.Services.AddSingleton<Sealer>();
        builder.Services.AddSingleton<Blinder>();
        builder.Services.AddHostedService<KeyRingStartup>();
    }
}
