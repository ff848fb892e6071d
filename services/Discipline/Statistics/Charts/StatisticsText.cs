using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Discipline.Statistics.Charts;

/// <summary>French words of the charts.</summary>
internal static class StatisticsText
{
    public static string Told(CaseFigure figure) => figure.Suppressed ? "non montré" : FrenchNumbers.Text(figure.Count);

    /// <summary>Body whose numbers are drawn, as the end of a title.</summary>
    public static string Of(DisciplineStatistics statistics, bool isNational) => isNational
        ? "chambre disciplinaire nationale"
        : statistics.Chamber.Length == 0 ? "chambres de première instance" : $"chambre {Name(statistics.Chamber)}";

    /// <summary>Name of a chamber as people write it.</summary>
    public static string Name(string chamber) => chamber switch
    {
        "auvergne-rhone-alpes" => "Auvergne-Rhône-Alpes",
        "bourgogne-franche-comte" => "Bourgogne-Franche-Comté",
        "bretagne" => "Bretagne",
        "centre-val-de-loire" => "Centre-Val de Loire",
        "grand-est" => "Grand Est",
        "hauts-de-france" => "Hauts-de-France",
        "ile-de-france" => "Île-de-France",
        "normandie" => "Normandie",
        "nouvelle-aquitaine" => "Nouvelle-Aquitaine",
        "occitanie" => "Occitanie",
        "pays-de-la-loire" => "Pays de la Loire",
        "provence-alpes-cote-d-azur-corse" => "Provence-Alpes-Côte d’Azur et Corse",
        "antilles-guyane" => "Antilles-Guyane",
        "la-reunion-mayotte" => "La Réunion-Mayotte",
        "polynesie-francaise" => "Polynésie française",
        "nouvelle-caledonie" => "Nouvelle-Calédonie",
        _ => chamber,
    };

    public static string Name(Sanction sanction) => sanction switch
    {
        Sanction.Acquittal => "Rejet de la plainte",
        Sanction.Warning => "Avertissement",
        Sanction.Reprimand => "Blâme",
        Sanction.BanFromFunctions => "Interdiction de fonctions",
        Sanction.BanFromPractice => "Interdiction temporaire d’exercer",
        _ => "Radiation",
    };

    public static string Article(string article) => $"Article R.4127-{article}";

    /// <summary>Precision of the numbers, and the day of a year that is not over.</summary>
    public static IEnumerable<string> Notes(DisciplineStatistics statistics)
    {
        var last = statistics.Years[^1].Year;
        if (statistics.AsOf.Year == last)
            yield return $"Année {last} : jusqu’au {new DateOnly(statistics.AsOf.Year, statistics.AsOf.Month, statistics.AsOf.Day).InFrench()}.";
        if (statistics.SuppressedBelow > 1)
            yield return $"Effectifs inférieurs à {statistics.SuppressedBelow} non montrés, ni ceux dont on pourrait les déduire.";
    }
}
