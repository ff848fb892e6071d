namespace OrdreCouncils.Gateway.Listening;

/// <summary>Configuration section <c>Tls</c>: the gateway's certificate.</summary>
internal sealed class TlsOptions
{
    public const string Section = "Tls";

    /// <summary>PFX file, or PEM file when <see cref="KeyPath"/> is set.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>Password of the PFX file, or of an encrypted PEM key; may be empty.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>PEM file of the private key, as a Kubernetes TLS secret holds it.</summary>
    public string KeyPath { get; set; } = "";

    /// <summary>Without a certificate, makes one for this machine that lives as long as the process.</summary>
    public bool Development { get; set; }

    public bool Enabled => CertificatePath.Length > 0 || Development;
}
