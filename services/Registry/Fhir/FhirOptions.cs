using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>Configuration section <c>Fhir</c>.</summary>
internal sealed class FhirOptions
{
    public const string Section = "Fhir";

    /// <summary>Public address of the face, the prefix of links. Empty: taken from the X-Forwarded headers that the gateway sets.</summary>
    [RegularExpression("https?://[^?#@]+", ErrorMessage = "Fhir:PublicBase is not an address. Write one such as https://api.exemple.fr/fhir.")]
    public string PublicBase { get; set; } = "";

    /// <summary>A search for structures by words reads the activities of at most this number of physicians: those of the largest town, and more.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Fhir:MostPractising is out of range. Write a number from 1 to 1000000.")]
    public int MostPractising { get; set; } = 60_000;

    /// <summary>Without a final slash. The headers can be trusted: only the gateway reaches this port, and it drops such headers of callers.</summary>
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
