using System.Security.Cryptography;

namespace OrdreCouncils.Local;

/// <summary>Keys of the local platform, created at the first start and kept beside its data.</summary>
internal static class LocalKeys
{
    /// <summary>Authenticates copies in a development Redis. New at each start, as no copy needs to outlive the process.</summary>
    public static string CacheIntegrity { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>PEM file of the EC P-256 key that signs attestations.</summary>
    public static Task<string> AttestationsAsync(string folder) => FileAsync(folder, "attestations.pem");

    /// <summary>PEM file of the EC P-256 key that signs checkpoints of the audit logs.</summary>
    public static Task<string> CheckpointsAsync(string folder) => FileAsync(folder, "checkpoints.pem");

    private static async Task<string> FileAsync(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name);
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
