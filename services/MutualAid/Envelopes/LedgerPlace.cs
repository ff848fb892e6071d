using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.MutualAid.Envelopes;

/// <summary>Place of an entry in an envelope's ledger: the number of its transfer, and its position there.</summary>
internal readonly record struct LedgerPlace(int Number, int Position)
{
    public static string TokenOf(LedgerEntryRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Number}.{row.Position}");

    /// <summary>An empty token gives the beginning.</summary>
    public static LedgerPlace Read(Violations violations, string token)
    {
        if (token.Length == 0)
            return default;
        var parts = token.Split('.');
        var number = 0;
        var position = 0;
        var read = parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out position);
        violations.Require(read, "page_token", Paging.TokenExpected);
        return new LedgerPlace(number, position);
    }
}
