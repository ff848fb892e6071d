using System.Globalization;

namespace OrdreCouncils.Protos.Formats;

/// <summary>
/// An RPPS number: eleven digits without meaning, ten of sequence and a Luhn key over all eleven
/// (Modèle des objets de santé, "Professionnel": identifiant national, ISO/IEC 7812-1 annex B for the key). Whether it was ever given is the
/// register's to say.
/// </summary>
/// <param name="Value">The digits.</param>
public readonly record struct RppsNumber(string Value)
{
    public const int Length = 11;

    /// <summary>What to tell who wrote something else.</summary>
    public const string Expected = "Write the RPPS number: 11 digits, the last one a valid Luhn key.";

    /// <summary>True for eleven digits whose key is right.</summary>
    public static bool IsValid(string text) => TryParse(text, acceptFictitious: false, out _);

    /// <param name="text">What was written; no spaces are taken out.</param>
    /// <param name="acceptFictitious">Lets a wrong key pass: the examples in the directory's own documentation have none that fits.</param>
    /// <param name="number">The number, when there is one.</param>
    public static bool TryParse(string text, bool acceptFictitious, out RppsNumber number)
    {
        number = new RppsNumber(text);
        return text.Length == Length && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (acceptFictitious || Luhn(text) == 0);
    }

    /// <summary>The number of a sequence, with its key.</summary>
    /// <param name="sequence">0 to 9,999,999,999.</param>
    public static RppsNumber WithKey(long sequence)
    {
        var digits = sequence.ToString("D10", CultureInfo.InvariantCulture);
        var key = (10 - Luhn(digits + "0")) % 10;
        return new RppsNumber(digits + key.ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString() => Value;

    private static int Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
                digit = digit < 5 ? digit * 2 : (digit * 2) - 9;
            sum += digit;
        }

        return sum % 10;
    }
}
