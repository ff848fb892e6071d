using System.Security.Cryptography;

namespace OrdreCouncils.Local;

/// <summary>Keys of the local platform, created at the first start and kept beside its data.</summary>
internal static class LocalKeys
{
    /// <summary>Authenticates copies in a development Redis. New at each start, as no copy needs to outlive the process.</summary>
    public static string CacheIntegrity { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>PEM file of the EC P-256 key that signs attestations.</summary>
    public static async Task<string> AttestationsAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "attestations.pem");
        if (!File.Exists(file))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            // The mode is set at creation: a later chmod would leave a moment in which others can read the key.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var pem = new StreamWriter(file, options);
            await pem.WriteAsync(key.ExportPkcs8PrivateKeyPem());
        }

        return file;
    }
}
