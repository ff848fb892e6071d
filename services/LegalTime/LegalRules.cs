namespace OrdreCouncils.LegalTime;

/// <summary>Time limits of the Order's law. A change of the law is a new version: limits that began before it keep the earlier wording. The dates are of the
/// codes as consolidated on 6 December 2023. Limits before the Conseil d'État are délais francs by case law, not by the text.</summary>
public static class LegalRules
{
    /// <summary>Appeal from a first-instance disciplinary chamber to the national chamber; extended by distance since décret n° 2019-1286.</summary>
    public static readonly LegalRule Appeal = new(
        "appeal", "Appel devant la chambre disciplinaire nationale", Counting.ToAct,
        [
            new("CSP art. R.4126-44", new(2007, 3, 27), new(2019, 12, 5), LegalPeriod.OfDays(30)),
            new("CSP art. R.4126-44", new(2019, 12, 6), null, LegalPeriod.OfDays(30), ExtendedByDistance: true),
        ]);

    /// <summary>The same appeal, when the notification did not state the time for it.</summary>
    public static readonly LegalRule AppealWhenNoticeIsSilent = new(
        "appeal-notice-silent", "Appel, la notification n'ayant pas mentionné le délai", Counting.ToAct,
        [
            new("CSP art. R.4126-44", new(2007, 3, 27), new(2019, 12, 5), LegalPeriod.OfMonths(2)),
            new("CSP art. R.4126-44", new(2019, 12, 6), null, LegalPeriod.OfMonths(2), ExtendedByDistance: true),
        ]);

    /// <summary>First-instance chamber: decision, from the receipt of the complete file (R.4126-10). After it any party may ask for another chamber.</summary>
    public static readonly LegalRule FirstInstanceDecision = new(
        "first-instance-decision", "Décision de la chambre disciplinaire de première instance", Counting.ToAct,
        [new("CSP art. L.4124-1", new(2002, 3, 5), null, LegalPeriod.OfMonths(6))]);

    /// <summary>Departmental council: summons to conciliation, from the registration of the complaint.</summary>
    public static readonly LegalRule ConciliationSummons = new(
        "conciliation-summons", "Convocation à la conciliation", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(1)) { Wording = new(2017, 2, 18) }]);

    /// <summary>Departmental council: referral of a complaint without conciliation to the chamber, from its registration.</summary>
    public static readonly LegalRule TransmissionToChamber = new(
        "transmission-to-chamber", "Transmission de la plainte à la chambre", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(3)) { Wording = new(2017, 2, 18) }]);

    /// <summary>President of the national council: referral in place of a council that made none.</summary>
    public static readonly LegalRule NationalSubstitution = new(
        "national-substitution", "Saisine de la chambre par le président du Conseil national", Counting.ToAct,
        [new("CSP art. L.4123-2", new(2002, 3, 5), null, LegalPeriod.OfMonths(1)) { Wording = new(2017, 2, 18) }]);

    /// <summary>Longest emergency suspension by the regional health agency.</summary>
    public static readonly LegalRule EmergencySuspension = new(
        "emergency-suspension", "Suspension en urgence par le directeur général de l'ARS", Counting.LastsAtMost,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(5)) { Wording = new(2018, 1, 19) }]);

    /// <summary>Decision on an emergency suspension by the competent body of the Order.</summary>
    public static readonly LegalRule EmergencySuspensionRuling = new(
        "emergency-suspension-ruling", "Décision sur la suspension en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(2)) { Wording = new(2018, 1, 19) }]);

    /// <summary>Regional health agency: hearing of a physician suspended in an emergency, from the decision. Without it the suspension ends by law
    /// (R.4113-111), unless its absence is the physician's own doing. That a last day that is not a working day moves is our reading.</summary>
    public static readonly LegalRule EmergencySuspensionHearing = new(
        "emergency-suspension-hearing", "Audition du praticien suspendu en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfDays(3)) { Wording = new(2018, 1, 19) }]);

    /// <summary>National council or chamber: decision on an emergency suspension, from the end of the time of the first body. Without it the suspension ends
    /// by law.</summary>
    public static readonly LegalRule EmergencySuspensionNationalRuling = new(
        "emergency-suspension-national-ruling", "Décision de l'instance nationale sur la suspension en urgence", Counting.ToAct,
        [new("CSP art. L.4113-14", new(2002, 3, 5), null, LegalPeriod.OfMonths(2)) { Wording = new(2018, 1, 19) }]);

    /// <summary>Experts: report on infirmity or insufficiency, six weeks from the seisin of the regional council.</summary>
    public static readonly LegalRule SuspensionExpertReport = new(
        "suspension-expert-report", "Dépôt du rapport des experts", Counting.ToAct,
        [new("CSP art. R.4124-3, IV et R.4124-3-5, IV", new(2014, 5, 29), null, LegalPeriod.OfDays(42)) { Wording = new(2020, 1, 1) }]);

    /// <summary>Regional council: decision on a suspension, from the receipt of the request. After it the national council is competent.</summary>
    public static readonly LegalRule SuspensionRuling = new(
        "suspension-ruling", "Décision du conseil régional sur la suspension", Counting.ToAct,
        [new("CSP art. R.4124-3, VI et R.4124-3-5, VI", new(2014, 5, 29), null, LegalPeriod.OfMonths(2)) { Wording = new(2020, 1, 1) }]);

    /// <summary>Appeal to the national council against such a suspension, from each appellant's own notification.</summary>
    public static readonly LegalRule SuspensionAppeal = new(
        "suspension-appeal", "Recours devant le Conseil national contre une suspension", Counting.ToAct,
        [new("CSP art. R.4124-3-2", new(2014, 5, 29), null, LegalPeriod.OfDays(10)) { Wording = new(2020, 6, 18) }]);

    /// <summary>Departmental council: decision on a complete application.</summary>
    public static readonly LegalRule RegistrationDecision = new(
        "registration-decision", "Décision d'inscription au tableau", Counting.ToAct,
        [new("CSP art. L.4112-3", new(2000, 6, 22), null, LegalPeriod.OfMonths(3)) { Wording = new(2009, 12, 20) }]);

    /// <summary>Appeal to the regional council against a decision on an application.</summary>
    public static readonly LegalRule RegistrationAppeal = new(
        "registration-appeal", "Recours contre une décision d'inscription", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2000, 6, 22), null, LegalPeriod.OfDays(30)) { Wording = new(2009, 12, 20) }]);

    /// <summary>Decision on an application for which the council has ordered an expert's report: two months more since décret n° 2014-545; no maximum was
    /// written before.</summary>
    public static readonly LegalRule RegistrationDecisionAfterExpertise = new(
        "registration-decision-expertise", "Décision d'inscription au tableau, une expertise étant ordonnée", Counting.ToAct,
        [new("CSP art. L.4112-3 et R.4112-2, IV", new(2014, 5, 29), null, LegalPeriod.OfMonths(5)) { Wording = new(2020, 7, 31) }]);

    /// <summary>Decision on the application of a national of a third State when an enquiry outside metropolitan France is needed. R.4112-2, IV extends the
    /// three months only, so an expertise adds nothing to the six.</summary>
    public static readonly LegalRule RegistrationDecisionAfterEnquiry = new(
        "registration-decision-enquiry", "Décision d'inscription au tableau, une enquête ayant lieu hors de la France métropolitaine", Counting.ToAct,
        [new("CSP art. L.4112-3", new(2009, 12, 20), null, LegalPeriod.OfMonths(6))]);

    /// <summary>President of the departmental council: acknowledgement of an application, with what it lacks.</summary>
    public static readonly LegalRule RegistrationAcknowledgement = new(
        "registration-acknowledgement", "Accusé de réception de la demande d'inscription", Counting.ToAct,
        [new("CSP art. R.4112-1", new(2020, 7, 31), null, LegalPeriod.OfMonths(1))]);

    /// <summary>Student of the third cycle: how long before the doctorate an application may come.</summary>
    public static readonly LegalRule EarlyRegistrationFiling = new(
        "early-registration-filing", "Dépôt de la demande d'inscription avant l'obtention du diplôme", Counting.ToWait,
        [new("CSP art. D.4131-3-2", new(2021, 6, 20), null, LegalPeriod.OfMonths(4))]);

    /// <summary>Departmental council: notification of a decision on an application, or of a departure from the register.</summary>
    public static readonly LegalRule RegistrationNotification = new(
        "registration-notification", "Notification de la décision", Counting.ToAct,
        [new("CSP art. R.4112-4", new(2004, 8, 8), null, LegalPeriod.OfDays(7)) { Wording = new(2019, 7, 8) }]);

    /// <summary>Regional council: decision on such an appeal.</summary>
    public static readonly LegalRule RegistrationAppealRuling = new(
        "registration-appeal-ruling", "Décision du conseil régional sur le recours", Counting.ToAct,
        [new("CSP art. R.4112-5", new(2004, 8, 8), null, LegalPeriod.OfMonths(2)) { Wording = new(2007, 3, 27) }]);

    /// <summary>Appeal to the national council against the regional council's decision.</summary>
    public static readonly LegalRule NationalRegistrationAppeal = new(
        "national-registration-appeal", "Recours devant le Conseil national", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2000, 6, 22), null, LegalPeriod.OfDays(30)) { Wording = new(2009, 12, 20) }]);

    /// <summary>Appeal to the Conseil d'État against the national council's decision.</summary>
    public static readonly LegalRule RegistrationReview = new(
        "registration-review", "Recours devant le Conseil d'État", Counting.Clear,
        [new("CSP art. R.4112-5-1, CJA art. R.421-1", new(2007, 3, 27), null, LegalPeriod.OfMonths(2)) { Wording = new(2014, 5, 29) }]);

    /// <summary>Physician: declaration of a change to the council.</summary>
    public static readonly LegalRule ChangeDeclaration = new(
        "change-declaration", "Déclaration d'un changement au conseil départemental", Counting.ToAct,
        [new("CSP art. D.4113-115", new(2010, 1, 1), null, LegalPeriod.OfMonths(1)) { Wording = new(2020, 6, 18) }]);

    /// <summary>Departmental council: withdrawal of an illegal registration.</summary>
    public static readonly LegalRule RegistrationWithdrawal = new(
        "registration-withdrawal", "Retrait d'une inscription illégale", Counting.ToAct,
        [new("CSP art. L.4112-1", new(2009, 7, 23), null, LegalPeriod.OfMonths(4)) { Wording = new(2009, 12, 20) }]);

    /// <summary>National council: withdrawal of a registration whose conditions were not met and that nobody appealed against, from the end of the time to
    /// appeal.</summary>
    public static readonly LegalRule NationalRegistrationWithdrawal = new(
        "national-registration-withdrawal", "Retrait de l'inscription par le Conseil national", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2009, 7, 23), null, LegalPeriod.OfMonths(3)) { Wording = new(2009, 12, 20) }]);

    /// <summary>Physician struck off: earliest application for relief, from the day on which the radiation became final.</summary>
    public static readonly LegalRule RadiationRelief = new(
        "radiation-relief", "Demande de relèvement de la radiation", Counting.ToWait,
        [new("CSP art. L.4124-8", new(2000, 6, 22), null, LegalPeriod.OfMonths(36)) { Wording = new(2009, 7, 23) }]);

    /// <summary>The same physician: earliest further application. Until 22 July 2009 from a refusal on the merits; since then from the registration of the
    /// first application, once its refusal is final.</summary>
    public static readonly LegalRule RadiationReliefRenewal = new(
        "radiation-relief-renewal", "Nouvelle demande de relèvement de la radiation", Counting.ToWait,
        [new("CSP art. L.4124-8", new(2000, 6, 22), null, LegalPeriod.OfMonths(36)) { Wording = new(2009, 7, 23) }]);

    public static readonly IReadOnlyList<LegalRule> All =
    [
        Appeal, AppealWhenNoticeIsSilent, FirstInstanceDecision, ConciliationSummons, TransmissionToChamber, NationalSubstitution,
        EmergencySuspension, EmergencySuspensionRuling, EmergencySuspensionHearing, EmergencySuspensionNationalRuling, SuspensionExpertReport,
        SuspensionRuling, SuspensionAppeal, RegistrationDecision, RegistrationAppeal,
        RegistrationDecisionAfterExpertise, RegistrationDecisionAfterEnquiry, RegistrationAcknowledgement, EarlyRegistrationFiling,
        RegistrationNotification,
        RegistrationAppealRuling, NationalRegistrationAppeal,
        RegistrationReview, ChangeDeclaration, RegistrationWithdrawal, NationalRegistrationWithdrawal, RadiationRelief,
        RadiationReliefRenewal,
    ];
}
