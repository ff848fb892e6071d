using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Search;

internal static class SearchInput
{
    private const int DefaultPage = 50;
    private const int LongestPage = 200;
    internal const int LongestText = 100;
    internal const int MostWords = 10;
    private const int MostSpecialties = 50;
    internal const int PostalCodeLength = 5;

    /// <summary>INVALID_ARGUMENT naming every field at fault.</summary>
    public static (SearchCriteria Criteria, SearchCursor After, int Size) Read(SearchPhysiciansRequest request)
    {
        var violations = new Violations();
        var name = Words(violations, request.Name, "name");
        var family = Words(violations, request.FamilyName, "family_name");
        var given = Words(violations, request.GivenName, "given_name");
        violations.Require(request.Name.Length == 0 || (request.FamilyName.Length == 0 && request.GivenName.Length == 0), "name", "Give either a name, or a family name and first names.");
        var municipality = Municipality(violations, request.Municipality);
        var specialties = request.Specialties.Append(request.Specialty).Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        Check(violations, request);
        if (!violations.Any && name.Length + family.Length + given.Length + municipality.Length + request.Council.Length + request.Mode.Length + specialties.Count == 0)
            violations.Require(request.Status != SoughtStatus.Unspecified, "name", "Give a name or another criterion. For a list of all, give the status SOUGHT_STATUS_ANY.");

        var mark = SearchCursor.MarkOf(
            string.Join(' ', name), string.Join(' ', family), string.Join(' ', given), request.Council, municipality, request.Mode, string.Join(' ', specialties),
            request.Status.ToString(), request.WeakestMatch.ToString());
        var after = SearchCursor.Parse(request.PageToken, mark);
        violations.Require(after is not null, "page_token", "Send a next_page_token of this same search as it was received, or nothing for the first page.");
        violations.ThrowIfAny();
        var criteria = new SearchCriteria
        {
            Readings = name.Length > 0 ? ReadingsOf(name) : family.Length + given.Length > 0 ? [new Reading(Typed(family), Typed(given))] : [],
            Weakest = request.WeakestMatch == MatchKind.Unspecified ? MatchKind.SoundsAlike : request.WeakestMatch,
            Council = request.Council,
            Municipality = municipality,
            Mode = request.Mode,
            Specialties = specialties,
            Status = request.Status,
            Mark = mark,
        };
        return (criteria, after!, request.PageSize == 0 ? DefaultPage : request.PageSize);
    }

    /// <summary>Every way to split the words into a family name and first names, in either order, or to take them all as one of both.</summary>
    internal static List<Reading> ReadingsOf(string[] words)
    {
        // A single typed word is seldom a first name.
        var readings = new List<Reading> { new(Typed(words), null), new(null, Typed(words), MatchKind.Word) };
        for (var parted = 1; parted < words.Length; parted++)
        {
            readings.Add(new(Typed(words[..parted]), Typed(words[parted..])));
            readings.Add(new(Typed(words[parted..]), Typed(words[..parted])));
        }

        return readings;
    }

    private static TypedName? Typed(string[] words) => words.Length == 0 ? null : TypedName.Of(words);

    private static void Check(Violations violations, SearchPhysiciansRequest request)
    {
        if (request.Council.Length > 0)
            violations.Require(CouncilCode.Exists(request.Council), "council", CouncilCode.Expected);
        if (request.Specialty.Length > 0)
            violations.Require(IsSpecialty(request.Specialty), "specialty", "Write a code of TRE_R38 such as SM04.");
        violations.Require(request.Specialties.Count <= MostSpecialties && request.Specialties.All(IsSpecialty), "specialties", "Write at most 50 codes of TRE_R38 such as SM04.");
        if (request.Mode.Length > 0)
            violations.Require(Places.IsMode(request.Mode), "mode", "Write a code of TRE_R23: L, S or B.");
        violations.Require(Enum.IsDefined(request.Status), "status", "Give a value of SoughtStatus.");
        violations.Require(Enum.IsDefined(request.WeakestMatch), "weakest_match", "Give a value of MatchKind, or nothing for every kind.");
        violations.Require(request.PageSize is >= 0 and <= LongestPage, "page_size", "Write 1 to 200, or 0 for 50.");
    }

    private static string[] Words(Violations violations, string name, string field)
    {
        var text = violations.OptionalText(name, field, LongestText);
        if (text.Length is 0 or > LongestText || !violations.Require(VisibleText.IsWhole(text), field, VisibleText.ExpectedWhole))
            return [];
        var words = TypedName.Words(text);
        violations.Require(words.Length > 0, field, "Write at least one letter.");
        return violations.Require(words.Length <= MostWords, field, "Write at most 10 words.") ? words : [];
    }

    private static string Municipality(Violations violations, string typed)
    {
        var text = violations.OptionalText(typed, "municipality", LongestText);
        if (text.Length is 0 or > LongestText || !violations.Require(VisibleText.IsWhole(text), "municipality", VisibleText.ExpectedWhole))
            return "";
        if (text.All(char.IsAsciiDigit))
            return violations.Require(text.Length == PostalCodeLength, "municipality", "Write a postal code of five digits, or the name of a town.") ? text : "";
        var key = TownKey.Of(text);
        violations.Require(key.Length > 0, "municipality", "Write a postal code of five digits, or the name of a town.");
        return key;
    }

    internal static bool IsSpecialty(string code) => code.Length == 4 && code.StartsWith("SM", StringComparison.Ordinal)
        && char.IsAsciiDigit(code[2]) && char.IsAsciiDigit(code[3]);
}
