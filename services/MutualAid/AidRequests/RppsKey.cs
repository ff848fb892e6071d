namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>
/// The format of an RPPS number: 11 digits, a 10-digit sequence and its Luhn key (modèle des objets de santé, ANS, class Professionnel,
/// attribute idNat_PS). The number says nothing of its holder; whether it was ever given is the register's to say.
/// </summary>
internal static class RppsKey
{
    public static bool Holds(string rpps)
    {
        if (rpps.Length != 11)
            return false;

        var sum = 0;
        for (var i = 0; i < rpps.Length; i++)
        {
            if (!char.IsAsciiDigit(rpps[i]))
                return false;
            var digit = rpps[i] - '0';
            // Every second digit from the right, the key excluded, counts double.
            if ((rpps.Length - i) % 2 == 0)
                digit = digit > 4 ? (2 * digit) - 9 : 2 * digit;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
