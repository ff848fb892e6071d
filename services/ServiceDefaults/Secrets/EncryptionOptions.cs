using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Configuration section <c>Encryption</c>: the certificate that encrypts the key ring.</summary>
internal sealed class EncryptionOptions : IValidatableObject
{
    public const string Section = "Encryption";

    /// <summary>PFX file of an RSA certificate with its private key.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>Password of that file; may be empty.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>Certificates used before, which still open the keys they encrypted.</summary>
    public List<RetiredCertificate> RetiredCertificates { get; set; } = [];

    /// <summary>Keeps the keys unencrypted. For one machine only.</summary>
    public bool AllowUnprotectedKeys { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertificatePath.Length == 0 && !AllowUnprotectedKeys)
        {
            yield return new ValidationResult(
                "Encryption:CertificatePath is missing. Write the path of a PFX file whose certificate encrypts the key ring; "
                + "without one, a copy of the database would hold the keys beside what they seal.");
        }
    }

    /// <summary>A certificate that was replaced.</summary>
    internal sealed class RetiredCertificate
    {
        public string Path { get; set; } = "";
        public string Password { get; set; } = "";
    }
}
