using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Configuration section <c>Attestations</c>.</summary>
internal sealed class AttestationOptions
{
    public const string Section = "Attestations";

    /// <summary>Where the public reaches <c>/attestations</c>: scheme and host. Stands in the signed document and in the QR image.</summary>
    [RegularExpression("(https?://[^/?#@]+)?", ErrorMessage = "Attestations:Address is not an address. Write scheme and host only, such as https://www.exemple.fr.")]
    public string Address { get; set; } = "";

    /// <summary>PEM files of EC P-256 private keys. The first signs; all are published, so that what an older one signed can still be verified.</summary>
    public string[] KeyFiles { get; set; } = [];
}
