using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace OrdreCouncils.Registry.Fhir;

/// <summary>The parameters of a request: of its address and, for a search by POST, of its form.</summary>
internal static class FhirParameters
{
    public const string Format = "_format";
    private const string FormType = "application/x-www-form-urlencoded";

    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(HttpContext http, bool hasForm)
    {
        var parameters = Pairs(http.Request.QueryString.Value).ToList();
        if (hasForm)
            parameters.AddRange(await FormAsync(http));
        return parameters;
    }

    private static async Task<IEnumerable<KeyValuePair<string, string>>> FormAsync(HttpContext http)
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is { } type && !type.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            throw new FhirFault(StatusCodes.Status415UnsupportedMediaType, "not-supported", $"Content-Type: send {FormType}.", "http.Content-Type");
        try
        {
            using var reader = new StreamReader(http.Request.Body);
            return Pairs(await reader.ReadToEndAsync(http.RequestAborted));
        }
        catch (BadHttpRequestException fault)
        {
            throw new FhirFault(fault.StatusCode, "too-long", "The request is too large, or broke off.");
        }
    }

    public static IEnumerable<KeyValuePair<string, string>> Pairs(string? text)
    {
        foreach (var pair in new QueryStringEnumerable(text))
            yield return new(Decoded(pair.EncodedName), Decoded(pair.EncodedValue));
    }

    /// <summary>Bytes that are not UTF-8 become U+FFFD, which the parser refuses. Uri.UnescapeDataString would leave them as %C9, a text that no name
    /// has.</summary>
    private static string Decoded(ReadOnlyMemory<char> encoded)
    {
        var bytes = Encoding.UTF8.GetBytes(encoded.ToArray());
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }
}
