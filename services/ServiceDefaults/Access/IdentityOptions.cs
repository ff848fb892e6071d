using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Configuration section <c>Identity</c>: whose tokens are trusted, and how this process proves who it is to the others.</summary>
public sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>OIDC issuer; its discovery document gives the signing keys.</summary>
    [Required(ErrorMessage = "Identity:Authority is missing. Write the OIDC issuer's address; without one nobody could be let in.")]
    public string Authority { get; set; } = "";

    /// <summary>The audience that tokens must name.</summary>
    [Required(ErrorMessage = "Identity:Audience is missing. Write the audience that your issuer puts into tokens for this platform.")]
    public string Audience { get; set; } = "";

    /// <summary>Accepts an issuer over plain HTTP. For one machine only.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>OAuth 2.0 token endpoint for this service's own identity (client_credentials); needed by services that call others.</summary>
    public string TokenEndpoint { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";
}
