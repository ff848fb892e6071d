using System.Collections.Frozen;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Imports;

/// <summary>The department of a place of practice.</summary>
internal static class Departments
{
    /// <summary>Computed once: an import looks up the postal code of every line.</summary>
    private static readonly FrozenDictionary<string, string> ByPostalPrefix = Prefixes().ToFrozenDictionary();

    /// <summary>The written code when a council has it, else the department of the postal code; empty when neither is known, as abroad.</summary>
    public static string Of(string code, string postalCode)
    {
        if (CouncilCode.All.TryGetValue(code, out var known))
            return known;
        return postalCode.Length == 5 && postalCode.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? ByPostalPrefix.GetValueOrDefault(postalCode[..3], "")
            : "";
    }

    /// <summary>The first three digits of a postal code give the department: 200 and 201 Corse-du-Sud, 202 and 206 Haute-Corse, 97x and 98x overseas.
    /// Saint-Barthélemy and Saint-Martin (97133, 97150) fall to Guadeloupe's council by their prefix. 980 (Monaco) has
    /// none.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Prefixes()
    {
        for (var prefix = 10; prefix < 990; prefix++)
        {
            var digits = $"{prefix:000}";
            var code = prefix switch
            {
                200 or 201 => "2A",
                202 or 206 => "2B",
                977 or 978 => "971",
                >= 970 => digits,
                _ => digits[..2],
            };
            if (CouncilCode.Exists(code))
                yield return new(digits, code);
        }
    }
}
