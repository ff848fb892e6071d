namespace OrdreCouncils.LegalTime;

/// <summary>Residence, not nationality, of the person who has to act (CPC art. 643 and 644).</summary>
public enum Residence
{
    Metropolitan,

    /// <summary>An overseas territory that is not named: enough for a court in metropolitan France.</summary>
    Overseas,
    Abroad,
    Guadeloupe,
    Martinique,
    Guyane,
    LaReunion,
    Mayotte,
    SaintBarthelemy,
    SaintMartin,
    SaintPierreEtMiquelon,
    WallisEtFutuna,
    NewCaledonia,
    FrenchPolynesia,
    FrenchSouthernTerritories,
}
