using System.Collections.Frozen;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Discipline;

/// <summary>The councils, by department code, and the first-instance chamber of each: the one in whose territory the practitioner is registered (CSP R.4126-8).
/// Saint-Pierre-et-Miquelon goes with Normandie (L.4124-14), Wallis-et-Futuna with Île-de-France (L.4421-10), Corse with Provence-Alpes-Côte d'Azur
/// (L.4124-10-1).</summary>
internal static class Chambers
{
    private const string PacaCorse = "provence-alpes-cote-d-azur-corse";

    private static readonly FrozenDictionary<string, string> ByCouncil = new Dictionary<string, string>
    {
        ["auvergne-rhone-alpes"] = "01 03 07 15 26 38 42 43 63 69 73 74",
        ["bourgogne-franche-comte"] = "21 25 39 58 70 71 89 90",
        ["bretagne"] = "22 29 35 56",
        ["centre-val-de-loire"] = "18 28 36 37 41 45",
        ["grand-est"] = "08 10 51 52 54 55 57 67 68 88",
        ["hauts-de-france"] = "02 59 60 62 80",
        ["ile-de-france"] = "75 77 78 91 92 93 94 95 986",
        ["normandie"] = "14 27 50 61 76 975",
        ["nouvelle-aquitaine"] = "16 17 19 23 24 33 40 47 64 79 86 87",
        ["occitanie"] = "09 11 12 30 31 32 34 46 48 65 66 81 82",
        ["pays-de-la-loire"] = "44 49 53 72 85",
        [PacaCorse] = "04 05 06 13 83 84 2A 2B",
        ["antilles-guyane"] = "971 972 973",
        ["la-reunion-mayotte"] = "974 976",
        ["polynesie-francaise"] = "987",
        ["nouvelle-caledonie"] = "988",
    }.SelectMany(chamber => chamber.Value.Split(' ').Select(council => (council, chamber.Key))).ToFrozenDictionary(pair => pair.council, pair => pair.Key);

    private static readonly FrozenSet<string> ChamberNames = ByCouncil.Values.ToFrozenSet();

    /// <summary>The chamber's name for one that earlier releases gave it, which callers and tokens may still use.</summary>
    public static string Named(string name) => name is "provence-alpes-cote-d-azur" or "corse" ? PacaCorse : name;

    public static bool IsChamber(string name) => ChamberNames.Contains(name);

    /// <summary>The competent chamber of a known council.</summary>
    public static string CompetentFor(string council) => ByCouncil[council];

    /// <summary>Territory whose holidays count before a chamber. It sits where the regional health agency does (CSP L.4124-11), the chamber of
    /// Antilles-Guyane in Guadeloupe (L.4124-13); that of Grand Est, in Nancy, outside Alsace-Moselle. Null in New Caledonia and French Polynesia, whose own
    /// codes count (R.4441-27).</summary>
    public static Territory? SeatOf(string chamber) => chamber switch
    {
        "antilles-guyane" => Territory.Guadeloupe,
        "la-reunion-mayotte" => Territory.LaReunion,
        "polynesie-francaise" or "nouvelle-caledonie" => null,
        _ => Territory.Metropolitan,
    };

    /// <summary>Seat of a chamber, for its hours and days; the national chamber in Paris.</summary>
    public static Territory PlaceOf(string chamber) => chamber switch
    {
        "polynesie-francaise" => Territory.FrenchPolynesia,
        "nouvelle-caledonie" => Territory.NewCaledonia,
        _ => SeatOf(chamber) ?? Territory.Metropolitan,
    };

    /// <summary>Overseas departments have three digits.</summary>
    public static bool IsOverseas(string council) => council.Length == 3;
}
