namespace OrdreCouncils.LegalTime;

/// <summary>Residence of the person who has to act, for a court in metropolitan France (CPC art. 643).</summary>
public enum Residence
{
    Metropolitan,

    /// <summary>Overseas departments and collectivities, French Southern Territories.</summary>
    Overseas,

    Abroad,
}

internal static class DistanceExtension
{
    public const string Article = "CPC art. 643";

    public static int Months(Residence residence) => residence switch
    {
        Residence.Metropolitan => 0,
        Residence.Overseas => 1,
        Residence.Abroad => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(residence), residence, "Not a residence."),
    };
}
