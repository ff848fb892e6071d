namespace OrdreCouncils.LegalTime;

/// <summary>Contesting a disciplinary decision.</summary>
public static partial class LegalRules
{
    private const string OwnClock = "Each addressee has a clock of its own. A letter that is not collected counts from its presentation, a letter to an "
        + "unknown address from the postmark on its return (R.4126-44).";

    private const string LocalDistance = "Against a decision of a chamber there, distance follows the territory's own code, though the national chamber sits "
        + "in Paris (R.4441-27, II, 16°): give that territory as the seat, and the engine refuses. The appeal suspends without exception (L.4441-10).";

    /// <summary>Extended by distance since décret n° 2019-1286.</summary>
    public static readonly LegalRule Appeal = new(
        "appeal", "Appel devant la chambre disciplinaire nationale", Counting.ToAct,
        [
            new("CSP art. R.4126-44", new(2007, 3, 27), new(2019, 12, 5), LegalPeriod.OfDays(30)),
            new("CSP art. R.4126-44", new(2019, 12, 6), null, LegalPeriod.OfDays(30), ExtendedByDistance: true),
        ])
    {
        Terms = new(
            Starts: $"Notification of the decision to the person who appeals. {OwnClock}",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later appeal is inadmissible. Without any appeal the decision is final on the next day (final-without-appeal). The appeal suspends the "
                + "decision, except under L.4113-14.",
            Filing: Filing.Postmark)
        {
            UnderOwnCodes = LocalDistance,
        },
    };

    /// <summary>The same appeal, when the notification did not state the time for it.</summary>
    public static readonly LegalRule AppealWhenNoticeIsSilent = new(
        "appeal-notice-silent", "Appel, la notification n'ayant pas mentionné le délai", Counting.ToAct,
        [
            new("CSP art. R.4126-44", new(2007, 3, 27), new(2019, 12, 5), LegalPeriod.OfMonths(2)),
            new("CSP art. R.4126-44", new(2019, 12, 6), null, LegalPeriod.OfMonths(2), ExtendedByDistance: true),
        ])
    {
        Terms = new(
            Starts: $"Notification of a decision whose letter does not state the thirty days. {OwnClock}",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "As for the appeal.",
            Filing: Filing.Postmark)
        {
            UnderOwnCodes = LocalDistance,
        },
    };

    public static readonly LegalRule AppealFile = new(
        "appeal-file", "Transmission du dossier à la chambre disciplinaire nationale", Counting.ToAct,
        [new("CSP art. R.4126-45", new(2007, 3, 27), null, LegalPeriod.OfDays(8))])
    {
        Terms = new(
            Starts: "Notice of the appeal to the first-instance chamber by the registry of the national chamber.",
            Actor: LegalActor.FirstInstanceChamber,
            Consequence: Consequence.NoneWritten,
            AtEnd: "The text writes no consequence.",
            Filing: Filing.Silent),
    };

    public static readonly LegalRule Opposition = new(
        "opposition", "Opposition à une décision de la chambre disciplinaire nationale rendue par défaut", Counting.ToAct,
        [
            new("CSP art. R.4126-49", new(2007, 3, 27), new(2019, 12, 5), LegalPeriod.OfDays(5)),
            new("CSP art. R.4126-49", new(2019, 12, 6), null, LegalPeriod.OfDays(5), ExtendedByDistance: true) { Wording = new(2007, 3, 27) },
        ])
    {
        Terms = new(
            Starts: "Notification of the national decision to the practitioner, who produced no written defence (L.4126-4).",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later opposition is inadmissible. It suspends the decision, except under L.4113-14. First-instance decisions know none (R.4126-51).",
            Filing: Filing.Postmark)
        {
            Silence = "The five days run from the notification that mentions them: the text does not write the start. Distance is our reading: the opposition "
                + "follows the rules of the appeal (R.4126-49), which R.4126-44 extends by distance since 6 December 2019.",
            UnderOwnCodes = LocalDistance,
        },
    };

    public static readonly LegalRule Revision = new(
        "revision", "Recours en révision", Counting.ToAct,
        [new("CSP art. R.4126-54", new(2007, 3, 27), null, LegalPeriod.OfMonths(2))])
    {
        Terms = new(
            Starts: "Day on which the practitioner knew the ground for revision that he invokes (R.4126-53).",
            Actor: LegalActor.Practitioner,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later request is inadmissible, and so is a second request against the same decision. It does not suspend.",
            Filing: Filing.Postmark)
        {
            Silence = "The text does not mention distance, though CPC art. 643 names the revision: none is added here, and the chamber may decide otherwise.",
        },
    };

    /// <summary>Distance came through CJA art. R.821-2, R.811-5 and R.421-7 before R.4126-48 named CPC art. 643 and 644.</summary>
    public static readonly LegalRule Cassation = new(
        "cassation", "Pourvoi en cassation devant le Conseil d'État", Counting.Clear,
        [
            new("CSP art. R.4126-48, CJA art. R.821-1", new(2007, 3, 27), new(2023, 3, 2), LegalPeriod.OfMonths(2), ExtendedByDistance: true)
            {
                DistanceArticle = "CJA art. R.421-7",
            },
            new("CSP art. R.4126-48, CJA art. R.821-1", new(2023, 3, 3), null, LegalPeriod.OfMonths(2), ExtendedByDistance: true),
        ])
    {
        Terms = new(
            Starts: "Receipt of the notification of the national chamber's decision; each addressee has a clock of its own.",
            Actor: LegalActor.Appellant,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later appeal in cassation is inadmissible. It does not suspend of itself; a stay is asked by a separate request (CJA R.821-5, "
                + "R.821-5-1). A lawyer of the Conseil d'État must lodge it (R.821-3).",
            Filing: Filing.Postmark)
        {
            Silence = "That the two months are clear (francs) is case law, not text.",
            UnderOwnCodes = "Distance follows the territory's own code (R.4441-27, II, 18°): give that territory as the seat, and the engine refuses.",
        },
    };

    public static readonly LegalRule MaterialErrorOrder = new(
        "material-error-order", "Ordonnance rectifiant une erreur matérielle", Counting.ToAct,
        [new("CSP art. R.4126-31, CJA art. R.741-11", new(2007, 3, 27), null, LegalPeriod.OfMonths(1)) { Wording = new(2010, 2, 24) }])
    {
        Terms = new(
            Starts: "Notification of the decision to the parties.",
            Actor: LegalActor.PresidentOfTheChamber,
            Consequence: Consequence.PowerEnds,
            AtEnd: "The president may no longer correct the decision alone. The notification of an order made in time reopens, where it applies, the time for "
                + "appeal or cassation against the corrected decision.")
        {
            Silence = "When the parties are notified on different days the text does not say which counts. The first is the safe one for the president.",
        },
    };

    public static readonly LegalRule MaterialErrorClaim = new(
        "material-error-claim", "Recours en rectification d'erreur matérielle devant la chambre disciplinaire nationale", Counting.Clear,
        [new("CSP art. R.4126-52, CJA art. R.833-1", new(2007, 3, 27), null, LegalPeriod.OfMonths(2))])
    {
        Terms = new(
            Starts: "Notification of the national chamber's decision to the party.",
            Actor: LegalActor.Party,
            Consequence: Consequence.Inadmissible,
            AtEnd: "A later claim is inadmissible.",
            Filing: Filing.Postmark)
        {
            Silence = "Counted clear (franc) as the other times of the code of administrative justice, by case law. No distance is written.",
        },
    };
}
