using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Common points of two records, in French.</summary>
internal static class DuplicateWords
{
    public static string Of(Likeness likeness) => likeness switch
    {
        Likeness.SameNames => "mêmes nom et prénoms",
        Likeness.FirstNamesBeginAlike => "même nom, prénoms qui commencent de même",
        Likeness.SameSpecialty => "même spécialité",
        Likeness.SameStructure => "même lieu d’exercice",
        Likeness.SamePostalCode => "même code postal",
        Likeness.SameCouncil => "même conseil",
        _ => "",
    };
}
