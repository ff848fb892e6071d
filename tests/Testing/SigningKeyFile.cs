using System.Security.Cryptography;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A PEM file with a new EC P-256 private key.</summary>
public sealed class SigningKeyFile : IDisposable
{
    public SigningKeyFile()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path, key.ExportPkcs8PrivateKeyPem());
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
