using System.Text;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Folded form of a text: two texts with one key read alike, apart from capitals, spaces and compatible characters.</summary>
public static class TextKey
{
    /// <summary>NFKC, folded case, one kind of apostrophe, single spaces.</summary>
    /// <remarks>Part of the stored data: a change needs new keys for the stored rows.</remarks>
    public static string Of(string text)
    {
        // Capitals first: some small letters, such as the two forms of the Greek sigma, share one capital.
        var folded = text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant();
        folded = folded.Replace("ß", "ss", StringComparison.Ordinal).Replace('’', '\'');
        return string.Join(' ', folded.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
