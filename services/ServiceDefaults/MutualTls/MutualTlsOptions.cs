using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.MutualTls;

/// <summary>Configuration section <c>MutualTls</c>: the certificates with which the processes of the platform recognise each other. Without files the
/// connections between them have no TLS, for use on one machine.</summary>
public sealed class MutualTlsOptions : IValidatableObject
{
    public const string Section = "MutualTls";

    /// <summary>PEM file of this process's certificate, for both ends of a connection.</summary>
    public string CertificatePath { get; set; } = "";

    public string KeyPath { get; set; } = "";

    /// <summary>PEM file of the platform's own authority, the only one that is trusted between processes.</summary>
    public string AuthorityPath { get; set; } = "";

    /// <summary>DNS names of the processes that may call this one.</summary>
    public string[] Callers { get; set; } = [];

    public bool Enabled => CertificatePath.Length + KeyPath.Length + AuthorityPath.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && (CertificatePath.Length == 0 || KeyPath.Length == 0 || AuthorityPath.Length == 0))
        {
            yield return new ValidationResult(
                "MutualTls: write CertificatePath, KeyPath and AuthorityPath, or none of them.", [nameof(CertificatePath)]);
        }
    }
}
