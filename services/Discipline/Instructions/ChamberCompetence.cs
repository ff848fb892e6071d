using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>Why a chamber is competent, in French for a notice (CSP R.4126-8 and R.4126-2, wordings of 6 December 2019; R.4126-1, wording of 1 January
/// 2020).</summary>
internal static class ChamberCompetence
{
    public static string Reason(CaseRow file, InstanceLevel level, ReceivedCase? received = null)
    {
        if (level == InstanceLevel.National)
            return "La chambre disciplinaire nationale connaît en appel des décisions des chambres disciplinaires de première instance (CSP art. L.4122-3, I).";
        if (received is not null)
        {
            return "Le président de la chambre disciplinaire nationale a attribué l'affaire à cette chambre par une ordonnance du "
                + $"{received.OrderedOn.DayInFrench()} ({Article(received.Ground)}).";
        }

        var council = file.RegisterCouncil.Length > 0 ? file.RegisterCouncil : file.Council;
        return Link(file, council) + Territory(council);
    }

    private static string Article(TransferGround ground) => ground switch
    {
        TransferGround.Delay => "CSP art. L.4124-1 et R.4126-10, al. 2",
        TransferGround.Impartiality => "CSP art. R.4126-9, al. 6",
        TransferGround.Competence => "CSP art. R.4126-9, al. 4",
        TransferGround.ConnectedCases => "CSP art. R.4126-8-1",
        TransferGround.ChamberUnable => "CSP art. L.4124-7, VI",
        _ => "CSP art. R.4126-10, al. 3",
    };

    private static string Link(CaseRow file, string council) => file.RespondentKind switch
    {
        RespondentKind.Former =>
            $"Le praticien, qui n'est plus inscrit, l'était en dernier lieu au tableau du conseil départemental {council} (CSP art. R.4126-8, al. 2).",
        RespondentKind.Student =>
            $"L'étudiant a remplacé ou assisté un praticien inscrit au tableau du conseil départemental {council} (CSP art. R.4126-1, avant-dernier alinéa).",
        RespondentKind.ServiceProvider =>
            $"Le prestataire de services a exécuté ses actes dans le ressort du conseil départemental {council} (CSP art. R.4126-2, al. 1er).",
        _ => $"Le praticien était inscrit au tableau du conseil départemental {council} le {file.FiledOn!.Value.DayInFrench()}, date à laquelle la "
            + "juridiction a été saisie (CSP art. R.4126-8, al. 1er).",
    };

    /// <summary>Territories that the law gives to the chamber of another region.</summary>
    private static string Territory(string council) => council switch
    {
        "2A" or "2B" => " La Corse relève de la chambre interrégionale de Provence-Alpes-Côte d'Azur-Corse (CSP art. L.4124-10-1).",
        "975" => " Saint-Pierre-et-Miquelon relève de la chambre de Normandie (CSP art. L.4124-14).",
        "986" => " Wallis et Futuna relève de la chambre d'Ile-de-France (CSP art. L.4421-10).",
        "971" or "972" or "973" => " La chambre des Antilles-Guyane siège en Guadeloupe (CSP art. L.4124-13).",
        _ => "",
    };
}
