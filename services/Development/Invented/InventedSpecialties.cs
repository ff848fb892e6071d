using System.Globalization;

namespace OrdreCouncils.Development.Invented;

internal sealed record InventedSpecialty(string Kind, string Code, string Label, int Weight);

/// <summary>Specialties of the national code list TRE_R38 in plausible shares: about 42 % general practice.</summary>
internal static class InventedSpecialties
{
    private const string Table =
        """
        SM53|3000|Spécialiste en Médecine Générale
        SM54|1200|Médecine Générale
        SM02|520|Anesthésie-réanimation
        SM42|620|Psychiatrie
        SM44|420|Radio-diagnostic
        SM40|370|Pédiatrie
        SM04|350|Cardiologie et Maladies vasculaires
        SM38|290|Ophtalmologie
        SM20|250|Gynécologie-obstétrique
        SM25|240|Médecine du travail
        SM24|190|Gastro-entérologie et Hépatologie
        SM15|180|Dermatologie et Vénéréologie
        SM08|170|Chirurgie orthopédique et Traumatologie
        SM41|160|Pneumologie
        SM34|150|ORL et Chirurgie cervico-faciale
        SM32|140|Neurologie
        SM48|130|Rhumatologie
        SM03|140|Biologie médicale
        SM18|130|Gériatrie
        SM59|130|Médecine d'urgence
        SM27|120|Médecine interne
        SM29|110|Médecine physique et de réadaptation
        SM16|100|Endocrinologie et Métabolisme
        SM49|100|Santé publique et Médecine sociale
        SM30|90|Néphrologie
        SM14|90|Chirurgie viscérale et digestive
        SM01|80|Anatomie et Cytologie pathologiques
        SM43|80|Psychiatrie, option enfant et adolescent
        SM36|60|Oncologie, option médicale
        SM37|60|Oncologie, option radiothérapie
        SM12|60|Chirurgie urologique
        SM10|50|Chirurgie plastique reconstructrice et esthétique
        SM19|50|Gynécologie médicale
        SM46|40|Médecine intensive-réanimation
        SM58|30|Maladies infectieuses et tropicales
        SM57|30|Allergologie
        SM28|30|Médecine nucléaire
        SM13|25|Chirurgie vasculaire
        SM31|25|Neuro-chirurgie
        SM21|25|Hématologie
        SM17|15|Génétique médicale
        SM60|10|Médecine légale et expertises médicales
        SM56|5|Chirurgie orale
        """;

    private static readonly InventedSpecialty[] All =
    [
        .. Table.Split('\n').Select(line => line.Trim().Split('|'))
            .Select(cells => new InventedSpecialty("S", cells[0], cells[2], int.Parse(cells[1], CultureInfo.InvariantCulture))),
    ];

    private static readonly int[] Weights = [.. All.Select(specialty => specialty.Weight)];

    public static readonly InventedSpecialty Further = new("CAPA", "C24", "Capacité en Médecine d'urgence", 0);

    public static InventedSpecialty Draw(ref Dice dice) => All[dice.Weighted(Weights)];
}
