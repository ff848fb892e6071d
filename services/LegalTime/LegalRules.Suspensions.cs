namespace OrdreCouncils.LegalTime;

/// <summary>Suspension in an emergency (CSP art. L.4113-14), and for infirmity or insufficiency (art. R.4124-3 to R.4124-3-9).</summary>
public static partial class LegalRules
{
    public static readonly LegalRule EmergencySuspension = new(
        "emergency-suspension", "Suspension en urgence par le directeur général de l'ARS", Counting.LastsAtMost,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(5)) { Wording = new(2018, 1, 19) }])
    {
        Terms = new(
            Starts: "First day of the suspension, which is immediate.",
            Actor: LegalActor.HealthAgency,
            Consequence: Consequence.EndsByLaw,
            AtEnd: "The suspension ends at the latest. It ends before when the Order's body has ruled, or when the hearing or the rulings come too late."),
    };

    public static readonly LegalRule EmergencySuspensionHearing = new(
        "emergency-suspension-hearing", "Audition du praticien suspendu en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfDays(3)) { Wording = new(2018, 1, 19) }])
    {
        Terms = new(
            Starts: "Decision of suspension (\"suivant la décision\"), not its delivery in person.",
            Actor: LegalActor.HealthAgency,
            Consequence: Consequence.EndsByLaw,
            AtEnd: "Without a hearing the suspension ends by law, unless its absence is the physician's own doing (R.4113-111).")
        {
            Silence = "That a last day which is not a working day moves to the next one is our reading; a careful agency hears the physician before.",
        },
    };

    public static readonly LegalRule EmergencySuspensionRuling = new(
        "emergency-suspension-ruling", "Décision sur la suspension en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(2)) { Wording = new(2018, 1, 19) }])
    {
        Terms = new(
            Starts: "Seisin of the regional council, or of the first-instance chamber.",
            Actor: LegalActor.FirstInstanceChamber,
            Consequence: Consequence.PassesToTheNextBody,
            AtEnd: "The case passes to the national council or chamber. The regional council rules when the danger comes from infirmity, a pathological state "
                + "or insufficiency, the chamber in the other cases."),
    };

    public static readonly LegalRule EmergencySuspensionNationalRuling = new(
        "emergency-suspension-national-ruling", "Décision de l'instance nationale sur la suspension en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(2)) { Wording = new(2018, 1, 19) }])
    {
        Terms = new(
            Starts: "Last day of the time of the first body.",
            Actor: LegalActor.NationalChamber,
            Consequence: Consequence.EndsByLaw,
            AtEnd: "Without a ruling the suspension ends by law.")
        {
            Silence = "The text does not say whether the second time runs from the end of the first or from the receipt of the file; the earlier is our "
                + "reading.",
        },
    };

    public static readonly LegalRule SuspensionExpertReport = new(
        "suspension-expert-report", "Dépôt du rapport des experts", Counting.ToAct,
        [new("CSP art. R.4124-3, IV et R.4124-3-5, IV", new(2014, 5, 29), null, LegalPeriod.OfDays(42)) { Wording = new(2020, 1, 1) }])
    {
        Terms = new(
            Starts: "Seisin of the regional council, not the appointment of the experts. Six weeks.",
            Actor: LegalActor.Experts,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence. A physician absent at both summonses of the experts may be suspended on presumption.",
            Filing: Filing.Silent),
    };

    public static readonly LegalRule SuspensionRuling = new(
        "suspension-ruling", "Décision du conseil régional sur la suspension", Counting.ToAct,
        [new("CSP art. R.4124-3, VI et R.4124-3-5, VI", new(2014, 5, 29), null, LegalPeriod.OfMonths(2)) { Wording = new(2020, 1, 1) }])
    {
        Terms = new(
            Starts: "Receipt by the regional council of the request.",
            Actor: LegalActor.RegionalCouncil,
            Consequence: Consequence.PassesToTheNextBody,
            AtEnd: "The case passes to the national council, for which no time is written."),
    };

    public static readonly LegalRule SuspensionAppeal = new(
        "suspension-appeal", "Recours devant le Conseil national contre une suspension", Counting.ToAct,
        [new("CSP art. R.4124-3-2", new(2014, 5, 29), null, LegalPeriod.OfDays(10)) { Wording = new(2020, 6, 18) }])
    {
        Terms = new(
            Starts: "Notification to the practitioner, the departmental council or the health agency; each has a clock of its own.",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later appeal is inadmissible. The appeal does not suspend.",
            Filing: Filing.Silent)
        {
            Silence = "The national council is no court here: whether the postmark counts is not settled by a text read here. No distance is written.",
        },
    };

    public static readonly LegalRule SuspensionReview = new(
        "suspension-review", "Recours pour excès de pouvoir contre la décision du Conseil national", Counting.Clear,
        [
            new("CSP art. R.4124-3-3, CJA art. R.421-1", new(2014, 5, 29), null, LegalPeriod.OfMonths(2), ExtendedByDistance: true)
            {
                DistanceArticle = "CJA art. R.421-7",
            },
        ])
    {
        Terms = new(
            Starts: "Notification of the national council's decision.",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later claim before the Conseil d'État is inadmissible. The time cannot be held against a person whose notification did not state it "
                + "(CJA R.421-5).",
            Filing: Filing.Postmark)
        {
            Silence = "That the two months are clear (francs) is case law, not text.",
        },
    };
}
