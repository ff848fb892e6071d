using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Key of an activity and id of its PractitionerRole: the physician's number and the activity's hash.</summary>
internal readonly record struct RoleKey(string Rpps, string Activity)
{
    public const int HashLength = 32;

    public string Id => $"{Rpps}-{Activity}";
    public byte[] ActivityBytes => Convert.FromHexString(Activity);

    public static RoleKey Of(string rpps, byte[] activity) => new(rpps, Convert.ToHexStringLower(activity));

    public static RoleKey? Parse(string id) =>
        id.Length == RppsNumber.Length + 1 + HashLength && id[RppsNumber.Length] == '-' && Digits.Rpps(id[..RppsNumber.Length])
        && Digits.Hexadecimal(id[(RppsNumber.Length + 1)..])
            ? new RoleKey(id[..RppsNumber.Length], id[(RppsNumber.Length + 1)..])
            : null;
}

/// <summary>A structure is identified by its FINESS, else its SIRET, else the exact words of the activities that name it.</summary>
internal enum OrganizationKind { Finess, Siret, Structure }

/// <summary>Key of a structure and id of its Organization.</summary>
internal readonly record struct OrganizationKey(OrganizationKind Kind, string Value)
{
    private const int LongestNumber = 40;
    private static readonly string[] Prefixes = ["finess-", "siret-", "structure-"];

    public string Id => Prefixes[(int)Kind] + Value;

    /// <summary>Null when the activity names no structure, or one whose number cannot be part of an id.</summary>
    public static OrganizationKey? Of(string finess, string siret, string structure, byte[] activity)
    {
        if (finess.Length > 0)
            return IsNumber(finess) ? new OrganizationKey(OrganizationKind.Finess, finess) : null;
        if (siret.Length > 0)
            return IsNumber(siret) ? new OrganizationKey(OrganizationKind.Siret, siret) : null;
        return structure.Length > 0 ? new OrganizationKey(OrganizationKind.Structure, Convert.ToHexStringLower(activity)) : null;
    }

    /// <summary>Files contain numbers with characters that ids forbid.</summary>
    public bool IsSound => Kind == OrganizationKind.Structure ? Value.Length == RoleKey.HashLength && Digits.Hexadecimal(Value) : IsNumber(Value);

    public static OrganizationKey? Parse(string id) => Place(id) is { IsSound: true } key ? key : null;

    /// <summary>As <see cref="Parse"/>, but accepts any number: walks step over invalid ones.</summary>
    public static OrganizationKey? Place(string id)
    {
        var kind = Array.FindIndex(Prefixes, prefix => id.StartsWith(prefix, StringComparison.Ordinal));
        return kind < 0 ? null : new OrganizationKey((OrganizationKind)kind, id[Prefixes[kind].Length..]);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= LongestNumber && text.All(char.IsAsciiLetterOrDigit);
}

internal static class Digits
{
    public const int SiretLength = 14;
    public const int SirenLength = 9;

    /// <summary>Eleven digits; the register tells whether a physician has the number.</summary>
    public static bool Rpps(string text) => RppsNumber.TryParse(text, acceptFictitious: true, out _);

    /// <summary>Lower case only, as this service writes it.</summary>
    public static bool Hexadecimal(string text) => text.All(char.IsAsciiHexDigitLower);
}
