using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>The chamber that decided notifies one addressee (CSP R.4126-33, R.4126-46), and records what became of the letter.</summary>
[Calls("discipline/DecisionsService/RecordNotification")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordNotificationAct(DecisionsService.DecisionsServiceClient decisions, Viewer viewer) : DecisionAct(decisions, viewer)
{
    private static readonly Option[] Outcomes =
    [
        new(nameof(NotificationOutcome.Unspecified), "Pas encore connue"), new(nameof(NotificationOutcome.Received), "Reçue", "Jour de réception."),
        new(nameof(NotificationOutcome.NotCollected), "Pli avisé et non réclamé", "Jour de présentation."),
        new(nameof(NotificationOutcome.Refused), "Pli refusé", "Jour de présentation."),
        new(nameof(NotificationOutcome.UnknownAddress), "Inconnu à l’adresse", "Jour du cachet de la poste sur le pli retourné."),
        new(nameof(NotificationOutcome.Served), "Signifiée par un commissaire de justice", "Jour de la signification."),
    ];

    private static readonly Option[] Residences =
        [new(nameof(Residence.Metropolitan), "Métropole"), new(nameof(Residence.Overseas), "Outre-mer"), new(nameof(Residence.Abroad), "Étranger")];

    private static readonly Field[] Questions =
    [
        new ChoiceField("destinataire", "Destinataire (CSP R.4126-33)", EnumOptions.Of(
            CaseWords.Of, Enum.GetValues<Addressee>().Where(one => one != Addressee.Unspecified)))
        {
            Contract = "addressee",
        },
        new DateField("envoyee-le", "Jour d’envoi") { Contract = "sent_on", Expected = SinceDecision },
        new ChoiceField("issue", "Qu’est devenue la lettre ?", Outcomes) { Contract = "outcome" },
        new DateField("issue-le", "Jour de cette issue")
        {
            Required = false, Contract = "outcome_on", Hint = "Vide si l’issue n’est pas encore connue.",
            Expected = "Écrivez le jour de l’issue, ni dans le futur ni avant l’envoi ; rien si elle n’est pas connue.",
        },
        new ChoiceField(
            "delai", "La lettre indique-t-elle le délai de recours ?",
            [new Option("oui", "Oui"), new Option("non", "Non", "Le délai d’appel est alors de deux mois (CSP R.4126-44).")]),
        new ChoiceField("residence", "Résidence du destinataire", Residences) { Contract = "residence" },
        new DateField("dernier-jour", "Dernier jour, compté par le code local")
        {
            Required = false, Contract = "last_day",
            Hint = "Seulement pour une décision de la chambre de Nouvelle-Calédonie ou de Polynésie française (CSP R.4441-27).",
            Expected = "Écrivez-le pour ces deux chambres, après l’issue ; rien pour les autres.",
        },
    ];

    public override string Name => "enregistrer-notification";

    public override string Title => "Enregistrer une notification";

    /// <summary>A letter is a fact, whatever became of the decision; a decision on a revision is of either chamber.</summary>
    public override bool FitsState(string state) => !ActLinks.Holds(state, IsNational ? First : National);

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        var sentences = new List<string> { TimeOf(answers) };
        if (IsNational && answers.Chosen<Addressee>("destinataire") == Addressee.Practitioner)
            sentences.Add("La décision nationale est définitive à sa notification au praticien (CSP R.4126-47).");
        sentences.Add("Un nouvel enregistrement pour le même destinataire remplace celui-ci.");
        return Task.FromResult<IReadOnlyList<string>>(sentences);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var decision = (await Decisions.RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = request.RequestId, DecisionId = request.Record, Etag = request.Etag, Addressee = answers.Chosen<Addressee>("destinataire"),
            SentOn = answers.ProtoDate("envoyee-le"), Outcome = answers.Chosen<NotificationOutcome>("issue"), OutcomeOn = answers.ProtoDate("issue-le"),
            TimeLimitStated = answers.Yes("delai"), Residence = answers.Chosen<Residence>("residence"), LastDay = answers.ProtoDate("dernier-jour"),
        })).Decision;
        var next = decision.Awaited.Select(addressee => $"À notifier : {CaseWords.Of(addressee)}.").ToList();
        if (decision.Notifications.FirstOrDefault(sent => sent.Addressee == answers.Chosen<Addressee>("destinataire"))?.LastDay is { } last)
            next.Insert(0, $"Dernier jour de recours de ce destinataire : {Dates.Of(last)}.");
        return Done("La notification est enregistrée", decision, next);
    }

    protected override ActSubject Complete(Decision decision, ActSubject subject) => subject with
    {
        Fields = Questions, Begin = Answers.None.With("delai", "oui").With("residence", nameof(Residence.Metropolitan)),
        Facts = decision.Awaited.Count > 0 ? [new Line("Notifications attendues", string.Join("\n", decision.Awaited.Select(CaseWords.Of)))] : [],
    };

    private string TimeOf(Answers answers)
    {
        if (answers.Chosen<Addressee>("destinataire") is Addressee.ArmyHealthService or Addressee.Lawyer)
            return "Ce destinataire est informé ; aucun recours ne lui est ouvert.";
        if (answers.Chosen<NotificationOutcome>("issue") == NotificationOutcome.Unspecified)
            return "Aucun délai de ce destinataire ne court tant que l’issue de la lettre n’est pas enregistrée.";
        if (IsNational)
            return "Le pourvoi en cassation de ce destinataire se forme dans les deux mois (CSP R.4126-48, CJA R.821-1).";
        return answers.Yes("delai")
            ? "L’appel de ce destinataire se forme dans les trente jours (CSP R.4126-44)."
            : "L’appel de ce destinataire se forme dans les deux mois, la lettre n’indiquant pas le délai (CSP R.4126-44).";
    }
}
