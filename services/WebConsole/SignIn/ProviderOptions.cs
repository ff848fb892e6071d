using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Section <c>Identity</c>: the OpenID provider whose access tokens the platform accepts. docs/runbook.md says how another provider, such as Pro Santé
/// Connect, stands behind it.</summary>
internal sealed class ProviderOptions : IValidatableObject
{
    public const string Section = "Identity";

    [Required(ErrorMessage = "Identity:Authority is missing. Write the OIDC issuer's address.")]
    public string Authority { get; set; } = "";

    /// <summary>Accepts a provider over plain HTTP. For use on one machine only.</summary>
    public bool AllowHttp { get; set; }

    [Required(ErrorMessage = "Identity:ClientId is missing. Write the console's client id at the provider.")]
    public string ClientId { get; set; } = "";

    [Required(ErrorMessage = "Identity:ClientSecret is missing. Write the console's secret at the provider.")]
    public string ClientSecret { get; set; } = "";

    /// <summary>Scheme, host and port of the provider, for the security policy of pages.</summary>
    public string Origin => new Uri(Authority).GetLeftPart(UriPartial.Authority);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !(AllowHttp && address.Scheme == Uri.UriSchemeHttp)))
        {
            yield return new ValidationResult("Identity:Authority must be an https address. On one machine, Identity:AllowHttp=true accepts http.");
        }
    }
}
