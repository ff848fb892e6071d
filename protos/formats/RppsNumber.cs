using System.Globalization;

namespace OrdreCouncils.Protos.Formats;

/// <summary>An RPPS number: ten digits without meaning and a Luhn key (Modèle des objets de santé, "Professionnel"; ISO/IEC 7812-1 annex B).</summary>
public readonly record struct RppsNumber(string Value)
{
    public const int Length = 11;

    public const string Expected = "Write the RPPS number: 11 digits, the last one a valid Luhn key.";

    public static bool IsValid(string text) => TryParse(text, acceptFictitious: false, out _);

    /// <summary><paramref name="acceptFictitious"/> accepts a wrong key, as in the examples of the national directory's documentation.</summary>
    public static bool TryParse(string text, bool acceptFictitious, out RppsNumber number)
    {
        number = new RppsNumber(text);
        return text.Length == Length && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (acceptFictitious || Luhn(text) == 0);
    }

    /// <summary>Adds the key to a sequence of up to ten digits.</summary>
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
