namespace OrdreCouncils.ServiceDefaults.PublicTls;

public sealed class TlsOptions
{
    public const string Section = "Tls";

    /// <summary>A PFX file, or a PEM file whose private key is the PEM file <see cref="KeyPath"/>.</summary>
    public string CertificatePath { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    public string KeyPath { get; set; } = "";

    /// <summary>Without a certificate file, makes a self-signed certificate for localhost.</summary>
    public bool Development { get; set; }

    public bool Enabled => CertificatePath.Length > 0 || Development;
}
