using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Configuration section <c>Fhir</c>.</summary>
internal sealed class FhirOptions
{
    public const string Section = "Fhir";

    /// <summary>Where callers reach the face: what links and full addresses begin with. Empty: what the gateway says of the request (X-Forwarded-*).</summary>
    [RegularExpression("https?://[^?#@]+", ErrorMessage = "Fhir:PublicBase is not an address. Write one such as https://api.exemple.fr/fhir.")]
    public string PublicBase { get; set; } = "";

    /// <summary>The base of a request, without a slash at its end. Nobody but the gateway reaches this port, and it lets no such header through.</summary>
    public string Of(HttpRequest request)
    {
        if (PublicBase.Length > 0)
            return PublicBase.TrimEnd('/');
        var headers = request.Headers;
        var scheme = headers["X-Forwarded-Proto"].ToString() is { Length: > 0 } forwarded ? forwarded : request.Scheme;
        var host = headers["X-Forwarded-Host"].ToString() is { Length: > 0 } outer ? outer : request.Host.Value;
        return $"{scheme}://{host}{headers["X-Forwarded-Prefix"]}{FhirFace.Root}";
    }
}
