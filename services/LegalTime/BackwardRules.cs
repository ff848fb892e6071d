namespace OrdreCouncils.LegalTime;

/// <summary>Limits before an event. Those of the elections apply from the first renewal of each council after September 2017.</summary>
public static class BackwardRules
{
    private static readonly DateOnly Elections2017 = new(2017, 10, 1);

    public static readonly BackwardRule Candidacy = new(
        "candidacy", "Dépôt des candidatures",
        [new("CSP art. R.4125-6", Elections2017, null, LegalPeriod.OfDays(30)) { Closing = BackwardClosing.AtSixteenOnAWorkingDay }])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.Candidate,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A candidacy that arrives later is inadmissible (al. 2). Receiving closes at 16:00, on the previous working day when the last day is a "
                + "day off.",
            Filing: Filing.Received),
    };

    public static readonly BackwardRule ChamberCandidacyWithdrawal = new(
        "chamber-candidacy-withdrawal", "Retrait d'une candidature à une chambre disciplinaire",
        [new("CSP art. R.4125-8", Elections2017, null, LegalPeriod.OfDays(15))])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.Candidate,
            Consequence: Consequence.PowerEnds,
            AtEnd: "Afterwards a candidacy to a chamber can no longer be withdrawn.",
            Filing: Filing.Silent),
    };

    /// <summary>Regional and national councils, and disciplinary chambers: in the national council's bulletin.</summary>
    public static readonly BackwardRule ElectionAnnouncement = new(
        "election-announcement", "Annonce de l'élection au bulletin de l'ordre national",
        [new("CSP art. R.4125-1", Elections2017, null, LegalPeriod.OfMonths(2))])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.ElectionOrganiser,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence; the court of the election decides."),
    };

    public static readonly BackwardRule ElectionSummons = new(
        "election-summons", "Convocation individuelle des électeurs du conseil départemental",
        [new("CSP art. R.4125-1-1", Elections2017, null, LegalPeriod.OfMonths(2))])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.ElectionOrganiser,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence; the court of the election decides.",
            Filing: Filing.Sent),
    };

    public static readonly BackwardRule VotingPapers = new(
        "voting-papers", "Envoi de la liste des candidats et des instruments de vote",
        [new("CSP art. R.4125-10", Elections2017, null, LegalPeriod.OfDays(15))])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.ElectionOrganiser,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence; the court of the election decides.",
            Filing: Filing.Sent),
    };

    public static readonly BackwardRule ElectoralRollClosure = new(
        "electoral-roll-closure", "Clôture définitive de la liste électorale",
        [new("CSP art. R.4125-4, III", Elections2017, null, LegalPeriod.OfDays(3))])
    {
        Terms = new(
            Starts: "Day of the vote.",
            Actor: LegalActor.NoOne,
            Consequence: Consequence.Closes,
            AtEnd: "The roll takes no later registration or departure."),
    };

    /// <summary>The summons must have reached the party by then.</summary>
    public static readonly BackwardRule HearingSummons = new(
        "hearing-summons", "Convocation des parties à l'audience de la chambre disciplinaire",
        [
            new("CSP art. R.4126-25", new(2007, 3, 27), null, LegalPeriod.OfDays(15))
            {
                Wording = new(2008, 5, 25), Distance = BackwardDistance.Added,
            },
        ])
    {
        Terms = new(
            Starts: "Day of the hearing.",
            Actor: LegalActor.PresidentOfTheChamber,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The summons must have reached the party by then. The text writes no consequence; no sanction may be pronounced on a physician who was "
                + "neither heard nor called (L.4126-1).",
            Filing: Filing.Received)
        {
            Silence = "How a month of distance is counted back is not written: the day must satisfy the count back from the hearing and the usual "
                + "count forward to it.",
            UnderOwnCodes = "Distance follows the territory's own code (R.4441-27, II, 8°).",
        },
    };

    /// <summary>The same, when the chamber rules on an emergency suspension and its president reduces the distance.</summary>
    public static readonly BackwardRule UrgentHearingSummons = new(
        "urgent-hearing-summons", "Convocation des parties à l'audience sur la suspension en urgence",
        [
            new("CSP art. R.4126-25", new(2007, 3, 27), null, LegalPeriod.OfDays(15))
            {
                Wording = new(2008, 5, 25), Distance = BackwardDistance.Reduced,
            },
        ])
    {
        Terms = new(
            Starts: "Day of the hearing, when the chamber is seised under L.4113-14.",
            Actor: LegalActor.PresidentOfTheChamber,
            Consequence: Consequence.NoneWritten,
            AtEnd: "As for the ordinary summons. The distance \"peut être réduit\": the president may reduce it, and need not.",
            Filing: Filing.Received)
        {
            UnderOwnCodes = "No such reduction exists there (R.4441-27, II, 8°).",
        },
    };

    public static readonly BackwardRule ClosureOrderNotice = new(
        "closure-order-notice", "Envoi de l'ordonnance de clôture de l'instruction",
        [
            new("CSP art. R.4126-16, CJA art. R.613-1, al. 2", new(2007, 3, 27), null, LegalPeriod.OfDays(15)) { Wording = new(2019, 2, 10) },
        ])
    {
        Terms = new(
            Starts: "Day of the closure that the order fixes.",
            Actor: LegalActor.PresidentOfTheChamber,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The letters must have been sent to all the parties by then; the text writes no consequence.",
            Filing: Filing.Sent),
    };

    /// <summary>When no order closes it. Friday's hearing closes the instruction at the end of Monday.</summary>
    public static readonly BackwardRule InstructionClosure = new(
        "instruction-closure", "Clôture de l'instruction, à défaut d'ordonnance",
        [
            new("CSP art. R.4126-16, CJA art. R.613-2", new(2007, 3, 27), null, LegalPeriod.OfDays(3)) { Wording = new(2019, 2, 10), Clear = true },
        ])
    {
        Terms = new(
            Starts: "Day of the hearing that the notice of hearing states.",
            Actor: LegalActor.Party,
            Consequence: Consequence.Closes,
            AtEnd: "A brief produced later is not communicated, unless the instruction is reopened (CJA R.613-3, R.613-4). The notice of hearing must mention "
                + "the closure.",
            Filing: Filing.Silent)
        {
            Silence = "No text moves the closure when its day is a day off.",
        },
    };

    /// <summary>Departmental council: no refusal unless the applicant was invited by then.</summary>
    public static readonly BackwardRule RefusalHearing = new(
        "refusal-hearing", "Invitation à comparaître avant un refus d'inscription",
        [new("CSP art. R.4112-2, IV", new(2004, 8, 8), null, LegalPeriod.OfDays(15)) { Wording = new(2020, 7, 31) }])
    {
        Terms = new(
            Starts: "Meeting of the departmental council.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "No registration may be refused to a person who was not invited by then.",
            Filing: Filing.Silent),
    };

    /// <summary>Regional council, and national council by R.4112-5-1: the summons must have arrived by then.</summary>
    public static readonly BackwardRule RegistrationAppealSummons = new(
        "registration-appeal-summons", "Convocation à la séance sur le recours en matière d'inscription",
        [new("CSP art. R.4112-5", new(2007, 3, 27), null, LegalPeriod.OfDays(15))])
    {
        Terms = new(
            Starts: "Meeting of the regional or national council.",
            Actor: LegalActor.RegionalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The letter must have arrived by then; the text writes no consequence.",
            Filing: Filing.Received),
    };

    public static readonly BackwardRule SuspensionSummons = new(
        "suspension-summons", "Convocation à la séance sur la suspension pour infirmité ou insuffisance",
        [new("CSP art. R.4124-3-1", new(2014, 5, 29), null, LegalPeriod.OfDays(8))])
    {
        Terms = new(
            Starts: "Meeting of the regional council, and of the national council by R.4124-3-3.",
            Actor: LegalActor.RegionalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence.",
            Filing: Filing.Silent)
        {
            Silence = "\"Convoqués huit jours au moins avant\": the text does not say sent or received. No distance is written.",
        },
    };

    /// <summary>Suspended physician who wants to resume: request for an expertise, before the last day of the suspension.</summary>
    public static readonly BackwardRule ResumptionExpertise = new(
        "resumption-expertise", "Demande d'expertise en vue de la reprise d'exercice",
        [new("CSP art. R.4124-3, VII", new(2014, 5, 29), null, LegalPeriod.OfMonths(2)) { Wording = new(2020, 1, 1) }])
    {
        Terms = new(
            Starts: "Last day of the suspension.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The physician may not resume without a new expertise, which takes place within the last two months of the suspension (R.4124-3-4).",
            Filing: Filing.Silent),
    };

    /// <summary>Self-employed physician under the insurers' agreement: intention to cease definitively at a place, before the day of the cessation.</summary>
    public static readonly BackwardRule CessationNotice = new(
        "cessation-notice", "Information sur la cessation définitive d'activité",
        [new("CSP art. L.4113-15", new(2023, 12, 29), null, LegalPeriod.OfMonths(6))])
    {
        Terms = new(
            Starts: "Day of the cessation.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence. Liquidation, ban, health, care of a relative and pregnancy are excepted (D.4113-115-1).",
            Filing: Filing.Silent),
    };

    public static readonly IReadOnlyList<BackwardRule> All =
    [
        Candidacy, ChamberCandidacyWithdrawal, ElectionAnnouncement, ElectionSummons, VotingPapers, ElectoralRollClosure, HearingSummons,
        UrgentHearingSummons, ClosureOrderNotice, InstructionClosure,
        RefusalHearing, RegistrationAppealSummons, SuspensionSummons, ResumptionExpertise, CessationNotice,
    ];
}
