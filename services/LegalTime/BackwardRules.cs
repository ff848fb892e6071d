namespace OrdreCouncils.LegalTime;

/// <summary>Limits before an event. Those of the elections apply from the first renewal of each council after September 2017.</summary>
public static class BackwardRules
{
    private static readonly DateOnly Elections2017 = new(2017, 10, 1);

    public static readonly BackwardRule Candidacy = new(
        "candidacy", "Dépôt des candidatures",
        [new("CSP art. R.4125-6", Elections2017, null, LegalPeriod.OfDays(30)) { Closing = BackwardClosing.AtSixteenOnAWorkingDay }]);

    public static readonly BackwardRule ChamberCandidacyWithdrawal = new(
        "chamber-candidacy-withdrawal", "Retrait d'une candidature à une chambre disciplinaire",
        [new("CSP art. R.4125-8", Elections2017, null, LegalPeriod.OfDays(15))]);

    /// <summary>Regional and national councils, and disciplinary chambers: in the national council's bulletin.</summary>
    public static readonly BackwardRule ElectionAnnouncement = new(
        "election-announcement", "Annonce de l'élection au bulletin de l'ordre national",
        [new("CSP art. R.4125-1", Elections2017, null, LegalPeriod.OfMonths(2))]);

    public static readonly BackwardRule ElectionSummons = new(
        "election-summons", "Convocation individuelle des électeurs du conseil départemental",
        [new("CSP art. R.4125-1-1", Elections2017, null, LegalPeriod.OfMonths(2))]);

    public static readonly BackwardRule VotingPapers = new(
        "voting-papers", "Envoi de la liste des candidats et des instruments de vote",
        [new("CSP art. R.4125-10", Elections2017, null, LegalPeriod.OfDays(15))]);

    public static readonly BackwardRule ElectoralRollClosure = new(
        "electoral-roll-closure", "Clôture définitive de la liste électorale",
        [new("CSP art. R.4125-4, III", Elections2017, null, LegalPeriod.OfDays(3))]);

    /// <summary>The summons must have reached the party by then.</summary>
    public static readonly BackwardRule HearingSummons = new(
        "hearing-summons", "Convocation des parties à l'audience de la chambre disciplinaire",
        [
            new("CSP art. R.4126-25", new(2007, 3, 27), null, LegalPeriod.OfDays(15))
            {
                Wording = new(2008, 5, 25), Distance = BackwardDistance.Added,
            },
        ]);

    /// <summary>The same, when the chamber rules on an emergency suspension and its president reduces the distance.</summary>
    public static readonly BackwardRule UrgentHearingSummons = new(
        "urgent-hearing-summons", "Convocation des parties à l'audience sur la suspension en urgence",
        [
            new("CSP art. R.4126-25", new(2007, 3, 27), null, LegalPeriod.OfDays(15))
            {
                Wording = new(2008, 5, 25), Distance = BackwardDistance.Reduced,
            },
        ]);

    /// <summary>Departmental council: no refusal unless the applicant was invited by then.</summary>
    public static readonly BackwardRule RefusalHearing = new(
        "refusal-hearing", "Invitation à comparaître avant un refus d'inscription",
        [new("CSP art. R.4112-2, IV", new(2004, 8, 8), null, LegalPeriod.OfDays(15)) { Wording = new(2020, 7, 31) }]);

    /// <summary>Regional council, and national council by R.4112-5-1: the summons must have arrived by then.</summary>
    public static readonly BackwardRule RegistrationAppealSummons = new(
        "registration-appeal-summons", "Convocation à la séance sur le recours en matière d'inscription",
        [new("CSP art. R.4112-5", new(2007, 3, 27), null, LegalPeriod.OfDays(15))]);

    public static readonly BackwardRule SuspensionSummons = new(
        "suspension-summons", "Convocation à la séance sur la suspension pour infirmité ou insuffisance",
        [new("CSP art. R.4124-3-1", new(2014, 5, 29), null, LegalPeriod.OfDays(8))]);

    /// <summary>Suspended physician who wants to resume: request for an expertise, before the last day of the suspension.</summary>
    public static readonly BackwardRule ResumptionExpertise = new(
        "resumption-expertise", "Demande d'expertise en vue de la reprise d'exercice",
        [new("CSP art. R.4124-3, VII", new(2014, 5, 29), null, LegalPeriod.OfMonths(2)) { Wording = new(2020, 1, 1) }]);

    /// <summary>Self-employed physician under the insurers' agreement: intention to cease definitively at a place, before the day of the cessation.</summary>
    public static readonly BackwardRule CessationNotice = new(
        "cessation-notice", "Information sur la cessation définitive d'activité",
        [new("CSP art. L.4113-15", new(2023, 12, 29), null, LegalPeriod.OfMonths(6))]);

    public static readonly IReadOnlyList<BackwardRule> All =
    [
        Candidacy, ChamberCandidacyWithdrawal, ElectionAnnouncement, ElectionSummons, VotingPapers, ElectoralRollClosure, HearingSummons,
        UrgentHearingSummons, RefusalHearing, RegistrationAppealSummons, SuspensionSummons, ResumptionExpertise, CessationNotice,
    ];
}
