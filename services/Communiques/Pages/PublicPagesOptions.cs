using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Configuration section <c>PublicPages</c>.</summary>
internal sealed class PublicPagesOptions
{
    public const string Section = "PublicPages";

    /// <summary>Where the public reaches <c>/communiques</c>: scheme and host, and port if need be. The feed's and the pages' full addresses begin with it.</summary>
    [Required(ErrorMessage = "PublicPages:Address is missing. Write the public address before /communiques, such as https://www.exemple.fr.")]
    [RegularExpression("https?://[^/?#@]+/?", ErrorMessage = "PublicPages:Address is not an address. Write scheme and host only, such as https://www.exemple.fr.")]
    public string Address { get; set; } = "";

    /// <summary>The full address of a path that begins with a slash.</summary>
    public string Full(string path) => Address.TrimEnd('/') + path;
}
