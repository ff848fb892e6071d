using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Access;

public sealed class IdentityOptions
{
    public const string Section = "Identity";

    [Required(ErrorMessage = "Identity:Authority is missing. Write the OIDC issuer's address.")]
    public string Authority { get; set; } = "";

    [Required(ErrorMessage = "Identity:Audience is missing. Write the audience that your issuer puts into tokens for this platform.")]
    public string Audience { get; set; } = "";

    /// <summary>Audience of the tokens with which other services call this one; empty for <see cref="DefaultAudience"/>.</summary>
    public string ServiceAudience { get; set; } = "";

    /// <summary>Accepts an issuer over plain HTTP. For use on one machine only.</summary>
    public bool AllowHttp { get; set; }

    public string TokenEndpoint { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <param name="service">Name of a service, e.g. <c>registry</c>.</param>
    internal static string DefaultAudience(string service) => $"ordre-{service}";
}
