using System.Globalization;
using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>The physicians that a criterion names by number.</summary>
internal static class PersonNumbers
{
    private const char RppsType = '8';

    /// <summary>Null when the criterion names no number.</summary>
    public static IEnumerable<long>? Of(ResourceTable table, Criterion criterion)
    {
        var roles = table == SearchTable.PractitionerRole;
        switch (criterion.Parameter.Name)
        {
            case "_id" when table == SearchTable.Practitioner:
                return criterion.As<TokenValue>().Where(value => value.System is null && Digits.Rpps(value.Code)).Select(value => Parse(value.Code)).ToList();
            case "_id" when roles:
                return criterion.As<TokenValue>().Select(value => value.System is null ? RoleKey.Parse(value.Code) : null).OfType<RoleKey>().Select(key => Parse(key.Rpps)).ToList();
            case "practitioner":
                return criterion.As<ReferenceValue>().Where(value => Digits.Rpps(value.Id)).Select(value => Parse(value.Id)).ToList();
            case "identifier" or "practitioner.identifier" when table != SearchTable.Organization:
                var numbers = criterion.As<TokenValue>().Select(value => OfIdentifier(value, activities: roles && criterion.Parameter.Name == "identifier")).ToList();
                return numbers.Contains(null) ? null : numbers.OfType<string>().Where(number => number.Length > 0).Select(Parse).ToList();
            default:
                return null;
        }
    }

    public static long Parse(string rpps) => long.Parse(rpps, CultureInfo.InvariantCulture);

    public static string Text(long number) => number.ToString("D11", CultureInfo.InvariantCulture);

    public static bool Has(string rpps, TokenValue value) => value.Is(Nomenclature.Rpps, rpps) || value.Is(Nomenclature.Idnps, RppsType + rpps);

    /// <summary>Empty when no physician can have the identifier, null when all have it.</summary>
    private static string? OfIdentifier(TokenValue value, bool activities)
    {
        if (value.Code.Length == 0)
            return value.System is Nomenclature.Rpps or Nomenclature.Idnps || (activities && value.System == Nomenclature.ActivityId) ? null : "";
        if (value.System is null or Nomenclature.Rpps && Digits.Rpps(value.Code))
            return value.Code;
        if (value.System is null or Nomenclature.Idnps && value.Code[0] == RppsType && Digits.Rpps(value.Code[1..]))
            return value.Code[1..];
        return activities && value.System is null or Nomenclature.ActivityId && RoleKey.Parse(value.Code) is { } key ? key.Rpps : "";
    }
}
