using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Configuration section <c>PublicPages</c>.</summary>
internal sealed class PublicPagesOptions
{
    public const string Section = "PublicPages";

    /// <summary>Scheme, host and port under which the public reaches <c>/communiques</c>: prefix of full addresses.</summary>
    [Required(ErrorMessage = "PublicPages:Address is missing. Write the public address before /communiques, such as https://www.exemple.fr.")]
    [RegularExpression(
        "https?://[^/?#@]+/?", ErrorMessage = "PublicPages:Address is not an address. Write scheme and host only, such as https://www.exemple.fr.")]
    public string Address { get; set; } = "";

    /// <summary>Full address of a path that begins with a slash.</summary>
    public string Full(string path) => Address.TrimEnd('/') + path;
}
