using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Dimensions of the demography in French.</summary>
internal static class DemographyWords
{
    public static string Of(DemographyDimension dimension) => dimension switch
    {
        DemographyDimension.Council => "Conseil",
        DemographyDimension.Specialty => "Spécialité",
        DemographyDimension.AgeBand => "Âge",
        DemographyDimension.Sex => "Sexe",
        DemographyDimension.Mode => "Mode d’exercice",
        _ => "",
    };
}
