namespace OrdreCouncils.LegalTime;

/// <summary>From the complaint to the chamber: conciliation and transmission (CSP art. L.4123-2).</summary>
public static partial class LegalRules
{
    private const string SameTimesThere = "R.4441-2 writes the same length; the territory's own code counts it.";

    public static readonly LegalRule ConciliationSummons = new(
        "conciliation-summons", "Convocation à la conciliation", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(1)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "Registration of the complaint by the departmental council.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence of its own; a council that does nothing may be found in default (see transmission-to-chamber).",
            Filing: Filing.Silent)
        {
            Silence = "The text says \"les convoque dans un délai d'un mois\": the summons within the month, not the meeting.",
            UnderOwnCodes = SameTimesThere,
        },
    };

    public static readonly LegalRule TransmissionToChamber = new(
        "transmission-to-chamber", "Transmission de la plainte à la chambre", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(3)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "Registration of the complaint by the departmental council.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.OpensARequest,
            AtEnd: "The author of the complaint may ask the president of the national council to seise the chamber (carence). A late transmission stays valid: "
                + "no text makes it void.",
            Filing: Filing.Silent)
        {
            UnderOwnCodes = SameTimesThere,
        },
    };

    public static readonly LegalRule NationalSubstitution = new(
        "national-substitution", "Saisine de la chambre par le président du Conseil national", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(1)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "Receipt by the national council of the request of the complaint's author.",
            Actor: LegalActor.PresidentOfTheNationalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence.",
            Filing: Filing.Silent)
        {
            Silence = "The text says \"dans le délai d'un mois\" without a start; the receipt of the request is our reading.",
            UnderOwnCodes = SameTimesThere,
        },
    };
}
