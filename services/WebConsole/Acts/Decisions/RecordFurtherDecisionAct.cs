using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>A decision that answers an appeal, an opposition, a request for revision, or the Conseil d'État.</summary>
[Calls("discipline/DecisionsService/RecordFurtherDecision")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordFurtherDecisionAct(DecisionsService.DecisionsServiceClient decisions, Viewer viewer) : DecisionAct(decisions, viewer)
{
    private const string Months = "Écrivez un nombre de mois, en chiffres.";

    private static readonly Field[] Questions =
    [
        new ChoiceField("effet", "Que devient la décision attaquée ?",
        [
            new Option(nameof(DecisionOutcome.Upholds), "Elle est maintenue", "Rejet ou désistement : sa sanction demeure."),
            new Option(nameof(DecisionOutcome.Replaces), "Elle est annulée ou réformée", "La sanction ci-dessous la remplace."),
        ]) { Contract = "outcome", Expected = "Après un renvoi du Conseil d’État, la décision annulée est remplacée." },
        new DateField("decidee-le", "Jour de la décision")
        {
            Contract = "decided_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant la décision attaquée ou le recours.",
        },
        new ChoiceField(
            "sanction", "Sanction (CSP L.4124-6)", EnumOptions.Of(CaseWords.Of, Enum.GetValues<Sanction>().Where(one => one != Sanction.Unspecified)))
        {
            Required = false, Contract = "sanction", Hint = "Si la décision attaquée est annulée ou réformée.",
            Expected = "Choisissez la sanction qui remplace l’autre, et rien si elle est maintenue.",
        },
        new TextField("mois", "Durée en mois")
        {
            Required = false, Digits = true, Longest = 3, Contract = "duration_months",
            Expected = "Écrivez 1 à 36 mois pour une interdiction d’exercer, et rien pour une sanction sans durée.",
        },
        new TextField("sursis", "Dont mois avec sursis")
        {
            Required = false, Digits = true, Longest = 3, Contract = "suspended_months", Expected = "Le sursis est au plus la durée.",
        },
        new DateField("a-partir-du", "Premier jour d’exécution fixé par la décision")
        {
            Required = false, Contract = "executes_from", Hint = "Vide si la décision n’en fixe pas.", Expected = "Écrivez un jour après la décision.",
        },
        new DateField("jusqu-au", "Dernier jour d’exécution fixé par la décision")
        {
            Required = false, Contract = "executes_until", Expected = "Avec un premier jour, et dans la durée ferme.",
        },
        new ChecksField("defaut", "Décision par défaut", [new Option("oui", "Le praticien n’a produit aucune défense écrite (CSP L.4126-4)")])
        {
            Required = false, Contract = "by_default",
        },
    ];

    public override string Name => "enregistrer-decision-recours";

    public override string Title => "Enregistrer la décision sur le recours";

    public override bool FitsState(string state) => Kinds(state).Count > 0;

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        foreach (var field in new[] { "mois", "sursis" })
        {
            if (answers.Text(field).Length > 0 && answers.Number(field) is null)
                yield return (field, Months);
        }

        if (answers.Chosen<DecisionOutcome>("effet") == DecisionOutcome.Replaces && answers.Text("sanction").Length == 0)
            yield return ("sanction", "Choisissez la sanction qui remplace l’autre.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        List<string> sentences =
        [
            answers.Chosen<DecisionOutcome>("effet") == DecisionOutcome.Upholds
                ? "La sanction de la décision attaquée demeure."
                : "La sanction de cette décision prend la place de l’autre.",
        ];
        if (IsNational)
        {
            sentences.Add("Elle est définitive à sa notification au praticien (CSP R.4126-47), et change alors le tableau sans autre acte.");
            sentences.Add("Le pourvoi en cassation n’est pas suspensif (CSP R.4126-48).");
        }

        if (answers.Yes("defaut"))
            sentences.Add("Le praticien peut former opposition (CSP L.4126-4, R.4126-49).");
        return Task.FromResult<IReadOnlyList<string>>(sentences);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var decision = (await Decisions.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = request.RequestId, DecisionId = request.Record, Etag = request.Etag, Kind = answers.Chosen<DecisionKind>("reponse"),
            Outcome = answers.Chosen<DecisionOutcome>("effet"), Sanction = answers.Chosen<Sanction>("sanction"), DurationMonths = answers.Number("mois") ?? 0,
            SuspendedMonths = answers.Number("sursis") ?? 0, DecidedOn = answers.ProtoDate("decidee-le"), ExecutesFrom = answers.ProtoDate("a-partir-du"),
            ExecutesUntil = answers.ProtoDate("jusqu-au"), ByDefault = answers.Yes("defaut"),
        })).Decision;
        return Done("La décision est enregistrée", decision, "Notifiez-la à chaque destinataire (CSP R.4126-33, R.4126-46).");
    }

    protected override ActSubject Complete(Decision decision, ActSubject subject)
    {
        var kinds = Kinds(State(decision));
        return subject with
        {
            Fields = [new ChoiceField("reponse", "À quoi répond-elle ?", EnumOptions.Of(CaseWords.Of, kinds)) { Contract = "kind" }, .. Questions],
            Begin = kinds is [var only] ? Answers.None.With("reponse", only.ToString()) : Answers.None,
        };
    }

    /// <summary>Remedies that wait for a decision of the person's chamber. A first-instance chamber answers requests for the revision of its own decisions
    /// only.</summary>
    private IReadOnlyList<DecisionKind> Kinds(string state)
    {
        if (!ActLinks.Holds(state, Stands))
            return [];
        if (!IsNational)
            return ActLinks.Holds(state, RevisionAsked) && ActLinks.Holds(state, First) ? [DecisionKind.Revision] : [];
        (DecisionKind Kind, bool Waits)[] kinds =
        [
            (DecisionKind.Appeal, ActLinks.Holds(state, First) && ActLinks.Holds(state, Appealed)), (DecisionKind.Opposition, ActLinks.Holds(state, Opposed)),
            (DecisionKind.Revision, ActLinks.Holds(state, RevisionAsked) && !ActLinks.Holds(state, First)),
            (DecisionKind.Remand, ActLinks.Holds(state, Remanded)),
        ];
        return [.. kinds.Where(kind => kind.Waits).Select(kind => kind.Kind)];
    }
}
