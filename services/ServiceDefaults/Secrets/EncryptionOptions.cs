using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Secrets;

internal sealed class EncryptionOptions : IValidatableObject
{
    public const string Section = "Encryption";

    public string CertificatePath { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    /// <summary>Former certificates, for the keys that they encrypted.</summary>
    public List<RetiredCertificate> RetiredCertificates { get; set; } = [];

    /// <summary>Stores the keys unencrypted. For use on one machine only.</summary>
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

    internal sealed class RetiredCertificate
    {
        public string Path { get; set; } = "";
        public string Password { get; set; } = "";
    }
}
