namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Names of first-instance chambers from their codes.</summary>
internal static class ChamberWords
{
    private static readonly string[] Small = ["de", "du", "des", "la", "le", "les", "et", "en", "d", "l"];

    /// <summary>« Île-de-France » for <c>ile-de-france</c>; empty for no chamber.</summary>
    public static string Of(string code) => code switch
    {
        "" => "",
        "ile-de-france" => "Île-de-France",
        "auvergne-rhone-alpes" => "Auvergne-Rhône-Alpes",
        "bourgogne-franche-comte" => "Bourgogne-Franche-Comté",
        "provence-alpes-cote-d-azur-corse" or "paca-corse" => "Provence-Alpes-Côte d’Azur et Corse",
        "la-reunion-mayotte" => "La Réunion et Mayotte",
        "nouvelle-caledonie" => "Nouvelle-Calédonie",
        "polynesie-francaise" => "Polynésie française",
        _ => string.Join('-', code.Split('-').Select((word, at) => at > 0 && Small.Contains(word) ? word : char.ToUpperInvariant(word[0]) + word[1..])),
    };
}
