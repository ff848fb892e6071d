namespace OrdreCouncils.LegalTime;

/// <summary>Registration on the tableau: from the application to the decisions.</summary>
public static partial class LegalRules
{
    /// <summary>Student of the third cycle: how long before the doctorate an application may come.</summary>
    public static readonly LegalRule EarlyRegistrationFiling = new(
        "early-registration-filing", "Dépôt de la demande d'inscription avant l'obtention du diplôme", Counting.ToWait,
        [new("CSP art. D.4131-3-2", new(2021, 6, 20), null, LegalPeriod.OfMonths(4))])
    {
        Terms = new(
            Starts: "Filing of the application.",
            Actor: LegalActor.Applicant,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The latest day of the doctorate for which that filing was not too early.")
        {
            Silence = "The text counts back from the doctorate (\"dans les quatre mois qui précèdent\"); its day is often not known at the filing.",
        },
    };

    public static readonly LegalRule RegistrationAcknowledgement = new(
        "registration-acknowledgement", "Accusé de réception de la demande d'inscription", Counting.ToAct,
        [new("CSP art. R.4112-1", new(2020, 7, 31), null, LegalPeriod.OfMonths(1))])
    {
        Terms = new(
            Starts: "Receipt of the application.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The president acknowledges receipt and lists what is missing; the text writes no consequence.",
            Filing: Filing.Silent),
    };

    public static readonly LegalRule RegistrationDecision = new(
        "registration-decision", "Décision d'inscription au tableau", Counting.ToAct,
        [new("CSP art. L.4112-3", new(2000, 6, 22), null, LegalPeriod.OfMonths(3)) { Wording = new(2009, 12, 20) }])
    {
        Terms = new(
            Starts: "Receipt of the application with a complete file.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.ImplicitRefusal,
            AtEnd: "Silence is an implicit refusal, open to appeal (L.4112-4)."),
    };

    /// <summary>Two months more since décret n° 2014-545; no maximum was written before.</summary>
    public static readonly LegalRule RegistrationDecisionAfterExpertise = new(
        "registration-decision-expertise", "Décision d'inscription au tableau, une expertise étant ordonnée", Counting.ToAct,
        [new("CSP art. L.4112-3 et R.4112-2, IV", new(2014, 5, 29), null, LegalPeriod.OfMonths(5)) { Wording = new(2020, 7, 31) }])
    {
        Terms = new(
            Starts: "Receipt of the application with a complete file, when an expertise was ordered.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.ImplicitRefusal,
            AtEnd: "Silence is an implicit refusal, open to appeal (L.4112-4)."),
    };

    public static readonly LegalRule RegistrationDecisionAfterEnquiry = new(
        "registration-decision-enquiry", "Décision d'inscription au tableau, une enquête ayant lieu hors de la France métropolitaine", Counting.ToAct,
        [new("CSP art. L.4112-3", new(2009, 12, 20), null, LegalPeriod.OfMonths(6))])
    {
        Terms = new(
            Starts: "Receipt of the complete file of a national of a third State, who is told of the enquiry.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.ImplicitRefusal,
            AtEnd: "Silence is an implicit refusal, open to appeal (L.4112-4).")
        {
            Silence = "R.4112-2, IV extends the three months only, so an expertise adds nothing to the six.",
        },
    };

    public static readonly LegalRule RegistrationNotification = new(
        "registration-notification", "Notification de la décision", Counting.ToAct,
        [new("CSP art. R.4112-4", new(2004, 8, 8), null, LegalPeriod.OfDays(7)) { Wording = new(2019, 7, 8) }])
    {
        Terms = new(
            Starts: "Decision of the council on the application, or a departure from the register.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence. The national council and the health agency are notified without delay.",
            Filing: Filing.Silent),
    };

    public static readonly LegalRule RegistrationAppeal = new(
        "registration-appeal", "Recours contre une décision d'inscription", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2000, 6, 22), null, LegalPeriod.OfDays(30)) { Wording = new(2009, 12, 20) }])
    {
        Terms = new(
            Starts: "Notification of the express decision to the appellant, or the day on which the implicit refusal is acquired.",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later appeal is inadmissible. The appeal does not suspend.",
            Filing: Filing.Silent)
        {
            Silence = "The regional council is no court here: whether the postmark counts is not settled by a text read here. No distance is written.",
        },
    };

    public static readonly LegalRule RegistrationAppealRuling = new(
        "registration-appeal-ruling", "Décision du conseil régional sur le recours", Counting.ToAct,
        [new("CSP art. R.4112-5", new(2004, 8, 8), null, LegalPeriod.OfMonths(2)) { Wording = new(2007, 3, 27) }])
    {
        Terms = new(
            Starts: "Receipt of the appeal.",
            Actor: LegalActor.RegionalCouncil,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence."),
    };

    public static readonly LegalRule NationalRegistrationAppeal = new(
        "national-registration-appeal", "Recours devant le Conseil national", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2000, 6, 22), null, LegalPeriod.OfDays(30)) { Wording = new(2009, 12, 20) }])
    {
        Terms = new(
            Starts: "Notification of the regional council's decision to the appellant.",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later appeal is inadmissible. The appeal does not suspend (R.4112-5-1).",
            Filing: Filing.Silent)
        {
            Silence = "The national council is no court here: whether the postmark counts is not settled by a text read here. No distance is written.",
        },
    };

    /// <summary>CJA art. R.421-7 reached the Conseil d'État through CPC art. 643 until May 2008, and by name since décret n° 2010-1562.</summary>
    public static readonly LegalRule RegistrationReview = new(
        "registration-review", "Recours devant le Conseil d'État", Counting.Clear,
        [
            new("CSP art. R.4112-5-1, CJA art. R.421-1", new(2007, 3, 27), new(2008, 5, 15), LegalPeriod.OfMonths(2), ExtendedByDistance: true),
            new("CSP art. R.4112-5-1, CJA art. R.421-1", new(2008, 5, 16), new(2010, 12, 16), LegalPeriod.OfMonths(2)) { Wording = new(2007, 3, 27) },
            new("CSP art. R.4112-5-1, CJA art. R.421-1", new(2010, 12, 17), null, LegalPeriod.OfMonths(2), ExtendedByDistance: true)
            {
                Wording = new(2014, 5, 29), DistanceArticle = "CJA art. R.421-7",
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

    public static readonly LegalRule ChangeDeclaration = new(
        "change-declaration", "Déclaration d'un changement au conseil départemental", Counting.ToAct,
        [new("CSP art. D.4113-115", new(2010, 1, 1), null, LegalPeriod.OfMonths(1)) { Wording = new(2020, 6, 18) }])
    {
        Terms = new(
            Starts: "Change of the professional situation or residence.",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence. The duty lasts three years after the departure from the register.",
            Filing: Filing.Silent),
    };

    public static readonly LegalRule RegistrationWithdrawal = new(
        "registration-withdrawal", "Retrait d'une inscription illégale", Counting.ToAct,
        [new("CSP art. L.4112-1", new(2009, 7, 23), null, LegalPeriod.OfMonths(4)) { Wording = new(2009, 12, 20) }])
    {
        Terms = new(
            Starts: "Decision of registration.",
            Actor: LegalActor.DepartmentalCouncil,
            Consequence: Consequence.PowerEnds,
            AtEnd: "Afterwards the registration is withdrawn only at the explicit request of its beneficiary."),
    };

    public static readonly LegalRule NationalRegistrationWithdrawal = new(
        "national-registration-withdrawal", "Retrait de l'inscription par le Conseil national", Counting.ToAct,
        [new("CSP art. L.4112-4", new(2009, 7, 23), null, LegalPeriod.OfMonths(3)) { Wording = new(2009, 12, 20) }])
    {
        Terms = new(
            Starts: "Last day of the time to appeal, when nobody appealed regularly.",
            Actor: LegalActor.NationalCouncil,
            Consequence: Consequence.PowerEnds,
            AtEnd: "Afterwards the national council may no longer withdraw the registration."),
    };
}
