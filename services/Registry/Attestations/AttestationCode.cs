using System.Security.Cryptography;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Codes short enough to be typed from paper: ten characters of Crockford's base 32, 50 random bits.</summary>
internal static class AttestationCode
{
    public const string Expected = "Write the ten letters and digits of the code.";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Two groups of five, as printed.</summary>
    public static string Shown(string code) => $"{code[..5]}-{code[5..]}";

    /// <summary>Accepts any case, spaces and hyphens, and reads O, I and L as the digits they resemble. Null when the text cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
            return null;
        var code = string.Concat(typed.ToUpperInvariant().Where(letter => letter is not (' ' or '-' or '\u2011' or '\u00a0')).Select(letter => letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        }));
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
