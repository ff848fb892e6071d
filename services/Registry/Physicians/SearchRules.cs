using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>What a search asks for.</summary>
internal static class SearchRules
{
    private const int DefaultPage = 50;
    private const int LongestPage = 200;
    private const int LongestName = 100;

    /// <summary>Criteria, place and length of a page; INVALID_ARGUMENT naming every field at fault.</summary>
    public static (SearchCriteria Criteria, SearchCursor After, int Size) Read(SearchPhysiciansRequest request)
    {
        var violations = new Violations();
        var criteria = new SearchCriteria(
            Name(violations, request.FamilyName, "family_name"),
            Name(violations, request.GivenName, "given_name"),
            request.Council,
            request.Specialty);
        if (request.Council.Length > 0)
            violations.Require(Departments.Exists(request.Council), "council", "Write a department code: 01 to 95 without 20, 2A, 2B, 971 to 976, 987 or 988.");
        if (request.Specialty.Length > 0)
            violations.Require(IsSpecialty(request.Specialty), "specialty", "Write a code of TRE_R38 such as SM04.");
        violations.Require(request.PageSize is >= 0 and <= LongestPage, "page_size", "Write 1 to 200, or 0 for 50.");
        if (!criteria.Any && !violations.Any)
            violations.Add("family_name", "Give a name, a council or a specialty.");
        var after = SearchCursor.Parse(request.PageToken, criteria);
        violations.Require(after is not null, "page_token", "Send a next_page_token of this same search as it was received, or nothing for the first page.");
        violations.ThrowIfAny();
        return (criteria, after!, request.PageSize == 0 ? DefaultPage : request.PageSize);
    }

    private static string Name(Violations violations, string name, string field)
    {
        var text = violations.OptionalText(name, field, LongestName);
        if (text.Length is 0 or > LongestName)
            return "";
        var key = NameKey.Of(text);
        violations.Require(key.Length > 0, field, "Write at least one letter.");
        return key;
    }

    private static bool IsSpecialty(string code) => code.Length == 4 && code.StartsWith("SM", StringComparison.Ordinal)
        && char.IsAsciiDigit(code[2]) && char.IsAsciiDigit(code[3]);
}
