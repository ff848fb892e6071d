namespace OrdreCouncils.LegalTime;

/// <summary>Before a disciplinary chamber, from the communication of the complaint to the decision. R.4126-10 names CPC art. 640 to 644 for its own times only;
/// the other times of the procedure are counted alike, which is our reading. No text adds distance to a time that the president sets.</summary>
public static partial class LegalRules
{
    public static readonly LegalRule DefenceTime = new(
        "defence-time", "Production du mémoire en défense", Counting.Granted,
        [new("CSP art. R.4126-12, al. 2", new(2007, 3, 27), null, LegalPeriod.OfMonths(1)) { Wording = new(2019, 12, 6) }])
    {
        Terms = new(
            Starts: "Receipt by the party of the complaint or appeal that is communicated to it.",
            Actor: LegalActor.Party,
            Consequence: Consequence.MayGoOnWithout,
            AtEnd: "The president of the formation may send a formal notice (R.4126-12, al. 4). The president sets the time, never less than this one.",
            Filing: Filing.Silent)
        {
            Silence = "No distance is written: a president who gives more to a party overseas may do so.",
        },
    };

    public static readonly LegalRule UrgentDefenceTime = new(
        "urgent-defence-time", "Production du mémoire en défense, la chambre étant saisie d'une suspension en urgence", Counting.Granted,
        [new("CSP art. R.4126-12, al. 2", new(2007, 3, 27), null, LegalPeriod.OfDays(15)) { Wording = new(2019, 12, 6) }])
    {
        Terms = new(
            Starts: "Receipt by the party of the communication, when the chamber is seised under L.4113-14.",
            Actor: LegalActor.Party,
            Consequence: Consequence.MayGoOnWithout,
            AtEnd: "As for the ordinary time. The president may reduce the month to these fifteen days, and need not.",
            Filing: Filing.Silent)
        {
            UnderOwnCodes = "No such reduction exists there (R.4441-27, II, 4°).",
        },
    };

    public static readonly LegalRule RegularisationTime = new(
        "regularisation-time", "Régularisation d'une plainte ou de conclusions irrecevables", Counting.Granted,
        [new("CSP art. R.4126-15, al. 2", new(2007, 3, 27), null, LegalPeriod.OfDays(15)) { Wording = new(2019, 12, 6) }])
    {
        Terms = new(
            Starts: "Receipt of the demand for regularisation.",
            Actor: LegalActor.Party,
            Consequence: Consequence.MayGoOnWithout,
            AtEnd: "The complaint or claim may be rejected as inadmissible, by an order of the president too (R.4126-5, 4°).",
            Filing: Filing.Silent)
        {
            Silence = "\"Sauf urgence\": in an emergency the time may be shorter, and no minimum is written. The text does not say from when it runs; the "
                + "receipt is our reading.",
        },
    };

    public static readonly LegalRule CopiesRegularisationTime = new(
        "copies-regularisation-time", "Production des copies, sur mise en demeure", Counting.Granted,
        [new("CSP art. R.4126-15, al. 3", new(2007, 3, 27), null, LegalPeriod.OfMonths(1)) { Wording = new(2019, 12, 6) }])
    {
        Terms = new(
            Starts: "Receipt of the formal notice to produce the copies of R.4126-11 (R.411-3 CJA until 5 December 2019).",
            Actor: LegalActor.Party,
            Consequence: Consequence.Inadmissible,
            AtEnd: "The lack of copies can no longer be made good.",
            Filing: Filing.Silent)
        {
            Silence = "The text does not say from when it runs; the receipt of the notice is our reading.",
        },
    };

    /// <summary>R.4126-16 names R.611-8-1 CJA since 6 December 2019; the period itself was added to it before.</summary>
    public static readonly LegalRule RecapitulativeBrief = new(
        "recapitulative-brief", "Production d'un mémoire récapitulatif", Counting.Granted,
        [new("CSP art. R.4126-16, CJA art. R.611-8-1", new(2019, 12, 6), null, LegalPeriod.OfMonths(1))])
    {
        Terms = new(
            Starts: "Receipt of the request for a recapitulative brief that sets a time.",
            Actor: LegalActor.Party,
            Consequence: Consequence.DeemedWithdrawn,
            AtEnd: "The party is deemed to have withdrawn its request or counterclaim, if the request warned it.",
            Filing: Filing.Silent)
        {
            Silence = "The text does not say from when the time runs; the receipt of the request is our reading.",
        },
    };

    public static readonly LegalRule ClosureAfterFormalNotice = new(
        "closure-after-formal-notice", "Clôture immédiate de l'instruction après une mise en demeure", Counting.ToWait,
        [new("CSP art. R.4126-16, CJA art. R.613-1, al. 3", new(2010, 2, 24), null, LegalPeriod.OfMonths(1)) { Wording = new(2019, 2, 10) }])
    {
        Terms = new(
            Starts: "Last day of the time that the formal notice gave to the party.",
            Actor: LegalActor.PresidentOfTheChamber,
            Consequence: Consequence.MayAct,
            AtEnd: "From the next day the order or the notice of hearing may close the instruction on its own date."),
    };

    public static readonly LegalRule FirstInstanceDecision = new(
        "first-instance-decision", "Décision de la chambre disciplinaire de première instance", Counting.ToAct,
        [new("CSP art. L.4124-1", new(2002, 3, 5), null, LegalPeriod.OfMonths(6))])
    {
        Terms = new(
            Starts: "Receipt by the chamber of the complete file of the complaint (R.4126-10, since 25 May 2008); its filing before.",
            Actor: LegalActor.FirstInstanceChamber,
            Consequence: Consequence.OpensARequest,
            AtEnd: "Any party may ask the president of the national chamber to send the file to another chamber. The first chamber stays seised: nothing "
                + "happens by itself, and no time is set for the request or the answer.")
        {
            Silence = "R.4126-10 counts its times by CPC art. 640 to 644. No distance is added to the six months: they bind the chamber, which resides "
                + "where it sits.",
            UnderOwnCodes = "The territory's own code counts the six months (R.4441-27, II, 2°).",
        },
    };
}
