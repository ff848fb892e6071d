using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Statuses and actors of disciplinary cases in French.</summary>
internal static class CaseWords
{
    public static string Of(CaseStatus status) => status switch
    {
        CaseStatus.Opened => "Ouverte au conseil",
        CaseStatus.ReferralPrepared => "Saisine préparée, à signer",
        CaseStatus.Filed => "Devant la chambre",
        CaseStatus.Decided => "Jugée, délai d’appel en cours",
        CaseStatus.Appealed => "En appel",
        CaseStatus.Enforceable => "Décision définitive",
        CaseStatus.ComplaintRegistered => "Plainte enregistrée",
        CaseStatus.ConciliationSummoned => "Conciliation convoquée",
        CaseStatus.NotConciliated => "Conciliation échouée",
        CaseStatus.Deliberated => "Délibérée, saisine à préparer",
        CaseStatus.Conciliated => "Conciliée",
        CaseStatus.Withdrawn => "Plainte retirée",
        CaseStatus.NotReferred => "Non transmise",
        CaseStatus.EndedByDeath => "Éteinte par le décès",
        CaseStatus.NationallyDecided => "Jugée en appel, à notifier",
        CaseStatus.Opposed => "Opposition formée",
        CaseStatus.Remanded => "Renvoyée après cassation",
        CaseStatus.EndedByOrder => "Close par ordonnance",
        CaseStatus.EndedByChamberWithdrawal => "Désistement",
        _ => status.ToString(),
    };

    public static string Of(DeadlineActor actor) => actor switch
    {
        DeadlineActor.Council => "Conseil départemental",
        DeadlineActor.ConciliatingCouncil => "Conseil désigné pour la conciliation",
        DeadlineActor.NationalCouncil => "Président du Conseil national",
        DeadlineActor.Chamber => "Chambre de première instance",
        DeadlineActor.NationalChamber => "Chambre disciplinaire nationale",
        DeadlineActor.Parties => "Les parties",
        _ => "",
    };

    public static string Of(Sanction sanction) => sanction switch
    {
        Sanction.Acquittal => "Rejet de la plainte",
        Sanction.Warning => "Avertissement",
        Sanction.Reprimand => "Blâme",
        Sanction.BanFromFunctions => "Interdiction de fonctions",
        Sanction.BanFromPractice => "Interdiction temporaire d’exercer",
        Sanction.Radiation => "Radiation du tableau",
        _ => "",
    };

    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.FirstInstance => "Première instance",
        DecisionKind.Appeal => "Appel",
        DecisionKind.Opposition => "Opposition",
        DecisionKind.Revision => "Révision",
        DecisionKind.Remand => "Renvoi après cassation",
        _ => "",
    };

    public static string Of(RemedyKind kind) => kind switch
    {
        RemedyKind.Appeal => "Appel",
        RemedyKind.Opposition => "Opposition",
        RemedyKind.Revision => "Demande de révision",
        RemedyKind.Cassation => "Pourvoi en cassation",
        _ => "",
    };

    public static string Of(Appellant appellant) => appellant switch
    {
        Appellant.Practitioner => "le praticien",
        Appellant.Author => "l’auteur de la plainte",
        Appellant.Council => "le conseil départemental",
        Appellant.NationalCouncil => "le Conseil national",
        Appellant.Prosecutor => "le procureur de la République",
        Appellant.HealthAgency => "le directeur général de l’ARS",
        Appellant.Minister => "le ministre chargé de la santé",
        _ => "",
    };

    public static string Of(Addressee addressee) => addressee switch
    {
        Addressee.Practitioner => "Praticien",
        Addressee.Author => "Auteur de la plainte",
        Addressee.Council => "Conseil départemental",
        Addressee.RegisterCouncil => "Conseil du tableau",
        Addressee.Prosecutor => "Procureur de la République",
        Addressee.HealthAgency => "Directeur général de l’ARS",
        Addressee.NationalCouncil => "Conseil national",
        Addressee.Minister => "Ministre chargé de la santé",
        Addressee.ArmyHealthService => "Service de santé des armées",
        Addressee.Lawyer => "Avocat du praticien",
        _ => "",
    };

    /// <summary>Duration of a ban: « 3 mois dont 1 mois avec sursis ». Empty for a sanction without duration.</summary>
    public static string Duration(int months, int days, int suspendedMonths, int suspendedDays)
    {
        var whole = Words(months, days);
        var held = Words(suspendedMonths, suspendedDays);
        return whole.Length == 0 || held.Length == 0 ? whole : $"{whole} dont {held} avec sursis";

        static string Words(int months, int days) => (months, days) switch
        {
            (0, 0) => "",
            (_, 0) => $"{months} mois",
            (0, _) => Days(days),
            _ => $"{months} mois et {Days(days)}",
        };

        static string Days(int days) => days == 1 ? "1 jour" : $"{days} jours";
    }
}
