using System.Collections.Frozen;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>Departmental councils, and the regional or interregional council of each (CSP D.4124-2, wording of 1 October 2017; L.4124-13 and L.4124-14).
/// Provence-Alpes-Côte d'Azur and Corse share a disciplinary chamber (L.4124-10-1) and have a council each. New Caledonia and French Polynesia have none.
/// Wallis et Futuna goes with Ile-de-France (L.4421-10).</summary>
internal static class RegionalCouncils
{
    private static readonly FrozenDictionary<string, string> ByCouncil = new Dictionary<string, string>
    {
        ["auvergne-rhone-alpes"] = "01 03 07 15 26 38 42 43 63 69 73 74",
        ["bourgogne-franche-comte"] = "21 25 39 58 70 71 89 90",
        ["bretagne"] = "22 29 35 56",
        ["centre-val-de-loire"] = "18 28 36 37 41 45",
        ["corse"] = "2A 2B",
        ["grand-est"] = "08 10 51 52 54 55 57 67 68 88",
        ["hauts-de-france"] = "02 59 60 62 80",
        ["ile-de-france"] = "75 77 78 91 92 93 94 95 986",
        ["normandie"] = "14 27 50 61 76 975",
        ["nouvelle-aquitaine"] = "16 17 19 23 24 33 40 47 64 79 86 87",
        ["occitanie"] = "09 11 12 30 31 32 34 46 48 65 66 81 82",
        ["pays-de-la-loire"] = "44 49 53 72 85",
        ["provence-alpes-cote-d-azur"] = "04 05 06 13 83 84",
        ["antilles-guyane"] = "971 972 973",
        ["la-reunion-mayotte"] = "974 976",
    }.SelectMany(region => region.Value.Split(' ').Select(council => (council, region.Key))).ToFrozenDictionary(pair => pair.council, pair => pair.Key);

    /// <summary>Null for a council that belongs to none.</summary>
    public static string? Of(string council) => ByCouncil.GetValueOrDefault(council);
}
