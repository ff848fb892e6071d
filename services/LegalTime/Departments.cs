namespace OrdreCouncils.LegalTime;

/// <summary>Where the bodies of the Order sit, by department code. Null for New Caledonia (988) and French Polynesia (987): the time limits of metropolitan
/// law on the register are not extended to them (CSP L.4441-1 to L.4441-13), and their own codes count limits (R.4441-27).</summary>
public static class Departments
{
    /// <summary>Seat of a departmental council. Saint-Barthélemy and Saint-Martin belong to the council of Guadeloupe (L.4123-19).</summary>
    public static Territory? CouncilSeat(string department) => PlaceOf(department) switch
    {
        Territory.SaintBarthelemy or Territory.SaintMartin => Territory.Guadeloupe,
        Territory.NewCaledonia or Territory.FrenchPolynesia => null,
        var place => place,
    };

    /// <summary>Seat of the regional or interregional council for a department, where the regional health agency sits (L.4124-11): Grand Est in Nancy, outside
    /// Alsace-Moselle; Antilles-Guyane in Guadeloupe (L.4124-13); Saint-Pierre-et-Miquelon goes with Normandie (L.4124-14), Wallis et Futuna with Ile-de-France
    /// (L.4421-10).</summary>
    public static Territory? RegionalSeat(string department) => department switch
    {
        "971" or "972" or "973" or "977" or "978" => Territory.Guadeloupe,
        "974" or "976" => Territory.LaReunion,
        "987" or "988" => null,
        _ => Territory.Metropolitan,
    };

    /// <summary>Seat of the regional health agency for a department. No metropolitan one sits in Alsace-Moselle; each overseas department has its own. That
    /// of Guadeloupe is the northern islands' too.</summary>
    public static Territory? AgencySeat(string department) => department is "57" or "67" or "68" ? Territory.Metropolitan : CouncilSeat(department);

    /// <summary>Residence of a person on the register of the department, when no other is known: for time limits before a court in Paris.</summary>
    public static Residence HomeOf(string department) =>
        PlaceOf(department) is Territory.Metropolitan or Territory.AlsaceMoselle ? Residence.Metropolitan : Residence.Overseas;

    /// <summary>Where an act of the department or territory takes place, for the civil day (see <see cref="LegalDay"/>); never null, as a day is not a time
    /// limit.</summary>
    public static Territory PlaceOf(string department) => department switch
    {
        "57" or "67" or "68" => Territory.AlsaceMoselle,
        "971" => Territory.Guadeloupe,
        "972" => Territory.Martinique,
        "973" => Territory.Guyane,
        "974" => Territory.LaReunion,
        "975" => Territory.SaintPierreEtMiquelon,
        "976" => Territory.Mayotte,
        "977" => Territory.SaintBarthelemy,
        "978" => Territory.SaintMartin,
        "986" => Territory.WallisEtFutuna,
        "987" => Territory.FrenchPolynesia,
        "988" => Territory.NewCaledonia,
        _ => Territory.Metropolitan,
    };

    /// <summary>Whether time limits of the department's council are counted here; asks without an exception.</summary>
    public static bool IsCounted(string department) => WhyNotCounted(department) is null;

    /// <summary>Null when they are counted here.</summary>
    public static string? WhyNotCounted(string department) => TimeLimits.WhyNotCounted(PlaceOf(department));
}
