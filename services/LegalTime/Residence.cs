namespace OrdreCouncils.LegalTime;

/// <summary>Where the person who has to act lives, seen from a court that sits in metropolitan France (CPC art. 643).</summary>
public enum Residence
{
    Metropolitan,

    /// <summary>Overseas departments and collectivities, French Southern Territories: one month more.</summary>
    Overseas,

    /// <summary>Abroad: two months more.</summary>
    Abroad,
}

internal static class DistanceExtension
{
    public const string Article = "CPC art. 643";

    /// <summary>Months that distance adds to the limit.</summary>
    public static int Months(Residence residence) => residence switch
    {
        Residence.Metropolitan => 0,
        Residence.Overseas => 1,
        Residence.Abroad => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(residence), residence, "Not a residence."),
    };
}
