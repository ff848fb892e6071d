namespace OrdreCouncils.LegalTime;

/// <summary>From the decision to its effects, and what may end them.</summary>
public static partial class LegalRules
{
    public static readonly LegalRule FinalWithoutAppeal = new(
        "final-without-appeal", "Décision de première instance devenue définitive, sans appel", Counting.TakesEffect,
        [new("CSP art. R.4126-40", new(2007, 3, 27), null, LegalPeriod.OfDays(1))])
    {
        Terms = new(
            Starts: "Last day of the time to appeal, after its extensions.",
            Actor: LegalActor.NoOne,
            Consequence: Consequence.TakesEffect,
            AtEnd: "The first-instance decision is final.")
        {
            Silence = "Each addressee has a time of its own. The text speaks of one expiry: the last of them is our reading, as any of them may still appeal.",
        },
    };

    public static readonly LegalRule FinalAfterAppeal = new(
        "final-after-appeal", "Décision de première instance devenue définitive, l'appel étant rejeté", Counting.TakesEffect,
        [new("CSP art. R.4126-40", new(2007, 3, 27), null, LegalPeriod.OfDays(0))])
    {
        Terms = new(
            Starts: "Notification to the practitioner of the national decision or order that rejects the appeal.",
            Actor: LegalActor.NoOne,
            Consequence: Consequence.TakesEffect,
            AtEnd: "The first-instance decision is final on that very day."),
    };

    public static readonly LegalRule NationalDecisionFinal = new(
        "national-decision-final", "Décision de la chambre disciplinaire nationale devenue définitive", Counting.TakesEffect,
        [new("CSP art. R.4126-47", new(2007, 3, 27), null, LegalPeriod.OfDays(0)) { Wording = new(2019, 12, 6) }])
    {
        Terms = new(
            Starts: "Notification to the practitioner: receipt, else presentation of the letter, postmark on its return, or service by a bailiff.",
            Actor: LegalActor.NoOne,
            Consequence: Consequence.TakesEffect,
            AtEnd: "The national decision is final on that very day."),
    };

    public static readonly LegalRule EnforceableByDefault = new(
        "enforceable-by-default", "Peine exécutoire, à défaut de période fixée", Counting.TakesEffect,
        [new("CSP art. R.4126-30, al. 2", new(2007, 3, 27), null, LegalPeriod.OfDays(1)) { Wording = new(2014, 5, 29) }])
    {
        Terms = new(
            Starts: "Day on which the decision became final, when it fixes no period of execution.",
            Actor: LegalActor.NoOne,
            Consequence: Consequence.TakesEffect,
            AtEnd: "The sanction is enforceable. A decision that fixes the period takes the time to appeal, and the opposition, into account (al. 1er)."),
    };

    public static readonly LegalRule LongestBan = new(
        "temporary-ban", "Interdiction temporaire d'exercer", Counting.LastsAtMost,
        [new("CSP art. L.4124-6, 4°", new(2002, 3, 5), null, LegalPeriod.OfYears(3)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "First day of the ban.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.EndsByLaw,
            AtEnd: "No ban lasts longer.")
        {
            Silence = "The text does not say whether the first day counts: a measure that begins in the morning ends on the eve of the same number.",
        },
    };

    public static readonly LegalRule Ineligibility = new(
        "ineligibility", "Privation du droit de siéger, après un avertissement ou un blâme", Counting.LastsAtMost,
        [new("CSP art. L.4124-6, al. 7", new(2002, 3, 5), null, LegalPeriod.OfYears(3)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "Day on which the warning or the reprimand became final.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.EndsByLaw,
            AtEnd: "The practitioner may sit again in the councils, chambers and sections. A sanction 3° to 5° bars for life.")
        {
            Silence = "The text does not write the first day; finality is our reading. For assessors L.4122-3, IV and L.4124-7, III write no end at all.",
        },
    };

    public static readonly LegalRule SuspendedPart = new(
        "suspended-part", "Faits nouveaux exposant au sursis", Counting.Window,
        [new("CSP art. L.4124-6, dernier alinéa", new(2002, 3, 5), null, LegalPeriod.OfYears(5)) { Wording = new(2017, 2, 18) }])
    {
        Terms = new(
            Starts: "Notification of the sanction with a suspended part, once that sanction is final.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.PowerEnds,
            AtEnd: "Facts committed later no longer let a court make the suspended part enforceable. For facts committed in time the court may, when "
                + "it pronounces a sanction 3° or 4°; it is not bound to.")
        {
            Silence = "The day of the facts counts, not of the new decision.",
        },
    };

    public static readonly LegalRule RadiationRelief = new(
        "radiation-relief", "Demande de relèvement de la radiation", Counting.ToWait,
        [new("CSP art. L.4124-8", new(2000, 6, 22), null, LegalPeriod.OfYears(3)) { Wording = new(2009, 7, 23) }])
    {
        Terms = new(
            Starts: "Day on which the radiation became final.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.MayAct,
            AtEnd: "From the next day the physician struck off may ask for relief, before the chamber that ruled in first instance."),
    };

    /// <summary>Until 22 July 2009 from a refusal on the merits; since then from the registration of the first request, once its refusal is final.</summary>
    public static readonly LegalRule RadiationReliefRenewal = new(
        "radiation-relief-renewal", "Nouvelle demande de relèvement de la radiation", Counting.ToWait,
        [new("CSP art. L.4124-8", new(2000, 6, 22), null, LegalPeriod.OfYears(3)) { Wording = new(2009, 7, 23) }])
    {
        Terms = new(
            Starts: "Registration of the first request at the first-instance chamber, once its refusal is final.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.MayAct,
            AtEnd: "From the next day a new request may be made."),
    };
}
