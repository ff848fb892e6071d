using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.Secrets;

public static class KeyRing
{
    /// <param name="builder">Its migrations create the tables <c>protection_keys</c> and <c>blinding_key</c>.</param>
    /// <param name="application">Isolates the key ring. Stored data depends on it, so it never changes.</param>
    public static void AddSecrets(this WebApplicationBuilder builder, string application)
    {
        var options = builder.Configuration.GetSection(EncryptionOptions.Section).Get<EncryptionOptions>() ?? new EncryptionOptions();
        Settings.Validate(options, EncryptionOptions.Section);

        var protection = builder.Services.AddDataProtection().SetApplicationName(application);
        builder.Services.AddSingleton(new SealedStore(application));
        builder.Services.AddSingleton<KeyRingStore>();
        // Resolved at first use, when the migrations have run.
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
