using OrdreCouncils.Protos.Registry.V1;
using DisciplineStep = OrdreCouncils.Protos.Discipline.V1.TimeLimitStep;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Applications for registration and notices of the register in French.</summary>
internal static class ApplicationWords
{
    public static string Of(ApplicationState state) => state switch
    {
        ApplicationState.Submitted => "Reçue, dossier incomplet",
        ApplicationState.Complete => "Dossier complet, à instruire",
        ApplicationState.DecisionPrepared => "Décision préparée, à signer",
        ApplicationState.Accepted => "Inscription acceptée",
        ApplicationState.Refused => "Inscription refusée",
        ApplicationState.ImplicitlyRefused => "Refus implicite (CSP L.4112-4)",
        ApplicationState.Appealed => "Recours en cours",
        ApplicationState.GrantedOnAppeal => "Inscrit sur recours",
        ApplicationState.AnnulledOnAppeal => "Inscription annulée sur recours",
        ApplicationState.RegistrationWithdrawn => "Inscription retirée par le Conseil national",
        _ => "",
    };

    public static string Of(ApplicationKind kind) => kind switch
    {
        ApplicationKind.First => "Première inscription",
        ApplicationKind.Transfer => "Transfert d’un autre conseil",
        ApplicationKind.Return => "Retour au tableau",
        _ => "",
    };

    public static string Of(ApplicationDocument document) => document switch
    {
        ApplicationDocument.Identity => "Identité et nationalité",
        ApplicationDocument.Diploma => "Diplôme",
        ApplicationDocument.Translation => "Traduction certifiée",
        ApplicationDocument.CriminalRecord => "Extrait de casier judiciaire de l’État d’origine",
        ApplicationDocument.SwornStatement => "Déclaration sur l’honneur : aucune instance en cours",
        ApplicationDocument.RadiationCertificate => "Certificat de radiation ou d’inscription, ou déclaration de n’avoir jamais été inscrit",
        ApplicationDocument.Questionnaire => "Questionnaire",
        ApplicationDocument.Contracts => "Contrats et statuts (CSP L.4113-9)",
        ApplicationDocument.LanguageEvidence => "Connaissance du français",
        ApplicationDocument.CurriculumVitae => "Curriculum vitae",
        _ => "",
    };

    public static string Of(NotificationRecipient recipient) => recipient switch
    {
        NotificationRecipient.Applicant => "La personne concernée",
        NotificationRecipient.NationalCouncil => "Le Conseil national",
        NotificationRecipient.HealthAgency => "L’agence régionale de santé",
        NotificationRecipient.Prosecutor => "Le procureur de la République",
        NotificationRecipient.HealthInsurers => "Les organismes d’assurance maladie",
        NotificationRecipient.DepartmentalCouncil => "Le conseil départemental",
        NotificationRecipient.AllDepartmentalCouncils => "Tous les conseils départementaux",
        NotificationRecipient.EuropeanAuthorities => "Les autorités des autres États européens",
        _ => "",
    };

    public static string Of(AppealLevel level) => level switch
    {
        AppealLevel.Regional => "Recours devant le conseil régional",
        AppealLevel.National => "Recours devant le Conseil national",
        AppealLevel.StateCouncil => "Recours devant le Conseil d’État",
        _ => "",
    };

    public static string Of(AppealAppellant appellant) => appellant switch
    {
        AppealAppellant.Applicant => "le demandeur",
        AppealAppellant.DepartmentalCouncil => "le conseil départemental",
        AppealAppellant.NationalCouncil => "le Conseil national",
        _ => "",
    };

    public static string Of(AppealItem appeal) => appeal switch
    {
        { Outcome: AppealOutcome.Granted } => $"Accueilli le {Dates.Of(appeal.DecidedOn)}",
        { Outcome: AppealOutcome.Dismissed } => $"Rejeté le {Dates.Of(appeal.DecidedOn)}",
        { LodgedOn: not null } => $"Formé le {Dates.Of(appeal.LodgedOn)}",
        { Time: not null } => $"Possible jusqu’au {Dates.Of(appeal.Time.LastDay)}",
        _ => "Possible après la notification",
    };

    /// <summary>The steps as the pages show those of discipline.</summary>
    public static IEnumerable<DisciplineStep> Steps(TimeLimit? time) =>
        time?.Steps.Select(step => new DisciplineStep { Date = step.Date, Article = step.Article, Text = step.Text }) ?? [];
}
