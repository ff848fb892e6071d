namespace OrdreCouncils.Discipline.Register;

/// <summary>RPPS numbers: ten digits and a Luhn key.</summary>
internal static class RppsNumber
{
    public const string Expected = "Write an RPPS number: 11 digits, the last one its key.";

    public static bool IsValid(string text)
    {
        if (text.Length != 11 || !text.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // From the right, every second digit counts double; two digits count as their sum.
            var digit = text[i] - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
