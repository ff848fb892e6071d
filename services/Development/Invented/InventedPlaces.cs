using System.Globalization;

namespace OrdreCouncils.Development.Invented;

/// <param name="Department">Department code, which is also the code of its council.</param>
/// <param name="Weight">Inhabitants in thousands, rounded: physicians are distributed in proportion.</param>
public sealed record InventedPlace(string Department, int Weight, string PostalCode, string Town);

internal static class InventedPlaces
{
    private const string Table =
        """
        01|660|01000|Bourg-en-Bresse
        02|525|02000|Laon
        03|335|03000|Moulins
        04|165|04000|Digne-les-Bains
        05|140|05000|Gap
        06|1100|06000|Nice
        07|330|07000|Privas
        08|265|08000|Charleville-Mézières
        09|155|09000|Foix
        10|310|10000|Troyes
        11|375|11000|Carcassonne
        12|280|12000|Rodez
        13|2050|13001|Marseille 1er Arrondissement
        14|695|14000|Caen
        15|145|15000|Aurillac
        16|350|16000|Angoulême
        17|660|17000|La Rochelle
        18|300|18000|Bourges
        19|240|19000|Tulle
        2A|160|20000|Ajaccio
        2B|180|20200|Bastia
        21|535|21000|Dijon
        22|605|22000|Saint-Brieuc
        23|115|23000|Guéret
        24|415|24000|Périgueux
        25|545|25000|Besançon
        26|520|26000|Valence
        27|600|27000|Évreux
        28|430|28000|Chartres
        29|915|29000|Quimper
        30|755|30000|Nîmes
        31|1430|31000|Toulouse
        32|190|32000|Auch
        33|1650|33000|Bordeaux
        34|1200|34000|Montpellier
        35|1090|35000|Rennes
        36|215|36000|Châteauroux
        37|610|37000|Tours
        38|1280|38000|Grenoble
        39|260|39000|Lons-le-Saunier
        40|420|40000|Mont-de-Marsan
        41|330|41000|Blois
        42|770|42000|Saint-Étienne
        43|225|43000|Le Puy-en-Velay
        44|1450|44000|Nantes
        45|680|45000|Orléans
        46|175|46000|Cahors
        47|330|47000|Agen
        48|75|48000|Mende
        49|820|49000|Angers
        50|495|50000|Saint-Lô
        51|565|51000|Châlons-en-Champagne
        52|170|52000|Chaumont
        53|305|53000|Laval
        54|730|54000|Nancy
        55|180|55000|Bar-le-Duc
        56|770|56000|Vannes
        57|1050|57000|Metz
        58|200|58000|Nevers
        59|2610|59000|Lille
        60|830|60000|Beauvais
        61|275|61000|Alençon
        62|1460|62000|Arras
        63|660|63000|Clermont-Ferrand
        64|690|64000|Pau
        65|230|65000|Tarbes
        66|485|66000|Perpignan
        67|1150|67000|Strasbourg
        68|770|68000|Colmar
        69|1890|69001|Lyon 1er Arrondissement
        70|235|70000|Vesoul
        71|550|71000|Mâcon
        72|565|72000|Le Mans
        73|440|73000|Chambéry
        74|840|74000|Annecy
        75|2130|75011|Paris 11e Arrondissement
        76|1255|76000|Rouen
        77|1440|77000|Melun
        78|1450|78000|Versailles
        79|375|79000|Niort
        80|570|80000|Amiens
        81|390|81000|Albi
        82|260|82000|Montauban
        83|1090|83000|Toulon
        84|560|84000|Avignon
        85|690|85000|La Roche-sur-Yon
        86|440|86000|Poitiers
        87|370|87000|Limoges
        88|360|88000|Épinal
        89|335|89000|Auxerre
        90|140|90000|Belfort
        91|1310|91000|Évry-Courcouronnes
        92|1630|92000|Nanterre
        93|1670|93000|Bobigny
        94|1420|94000|Créteil
        95|1260|95000|Cergy
        971|380|97100|Basse-Terre
        972|360|97200|Fort-de-France
        973|290|97300|Cayenne
        974|870|97400|Saint-Denis
        975|6|97500|Saint-Pierre
        976|280|97600|Mamoudzou
        987|280|98713|Papeete
        988|270|98800|Nouméa
        """;

    public static readonly IReadOnlyList<InventedPlace> All =
    [
        .. Table.Split('\n').Select(line => line.Trim().Split('|'))
            .Select(cells => new InventedPlace(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3])),
    ];

    private static readonly int[] Weights = [.. All.Select(place => place.Weight)];

    public static InventedPlace Draw(ref Dice dice) => All[dice.Weighted(Weights)];
}
