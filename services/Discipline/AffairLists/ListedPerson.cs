using System.Globalization;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>A person as the list names this person. Each text has one line; the number and the place may be empty.</summary>
internal sealed record ListedPerson(string FamilyName, string GivenName, DateOnly? BornOn, string Rpps, string Place)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Department of the postal code with which the place begins: 200 and 201 are Corse-du-Sud, 202 and 206 Haute-Corse. Empty without.</summary>
    public string Department
    {
        get
        {
            if (Place.Length < 5 || !Place.AsSpan(0, 5).ContainsOnlyDigits() || (Place.Length > 5 && char.IsAsciiDigit(Place[5])))
                return "";
            var code = Place[..3] switch
            {
                "200" or "201" => "2A",
                "202" or "206" => "2B",
                ['9', '7' or '8', _] overseas => overseas,
                var others => others[..2],
            };
            return CouncilCode.Exists(code) ? code : "";
        }
    }

    public byte[] Seal(Sealer sealer, SealedTo to) => sealer.Seal(
        SealPurposes.ListedPerson, to, string.Join('\n', FamilyName, GivenName, BornOn?.ToString(Day, CultureInfo.InvariantCulture) ?? "", Rpps, Place));

    public static ListedPerson Open(Sealer sealer, SealedTo from, byte[] text)
    {
        var parts = sealer.OpenBound(SealPurposes.ListedPerson, from, text).Split('\n');
        return new ListedPerson(parts[0], parts[1], ReadDay(parts[2]), parts[3], parts[4]);
    }

    /// <summary>Null when the text is no date.</summary>
    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

internal static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
