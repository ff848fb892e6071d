using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Configuration section <c>Attestations</c>.</summary>
internal sealed class AttestationOptions
{
    public const string Section = "Attestations";

    /// <summary>Scheme and host under which the public reaches <c>/attestations</c>. Printed in the signed document and the QR image.</summary>
    [RegularExpression("(https?://[^/?#@]+)?", ErrorMessage = "Attestations:Address is not an address. Write scheme and host only, such as https://www.exemple.fr.")]
    public string Address { get; set; } = "";

    /// <summary>PEM files of EC P-256 private keys. The first signs; all are published, so that older signatures can still be verified.</summary>
    public string[] KeyFiles { get; set; } = [];

    /// <summary>Attestations that one caller may issue in a day of Paris.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Attestations:PerCallerAndDay: write 1 to 1000000.")]
    public int PerCallerAndDay { get; set; } = 500;
}
