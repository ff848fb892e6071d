using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>A clerk prepares the decision taken in session; the president signs it (CSP R.4112-2).</summary>
[Calls("registry/ApplicationsService/PrepareDecision")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class PrepareApplicationDecisionAct(ApplicationsService.ApplicationsServiceClient applications) : ApplicationAct(applications)
{
    private const string Accepts = "acceptation";

    private static readonly Field[] Questions =
    [
        new DateField("seance-le", "Jour de la séance")
        {
            Contract = "session_on",
            Expected = "Écrivez un jour qui n’est ni dans le futur ni avant le dossier complet ou, pour un refus, la séance où le demandeur est convoqué.",
        },
        new ChoiceField(
            "decision", "Décision du conseil",
            [new Option(Accepts, "Inscription"), new Option("refus", "Refus", "Après convocation du demandeur (CSP R.4112-2, IV).")]),
        new ChoiceField("motif", "Motif du refus (CSP R.4112-2)",
        [
            new Option(nameof(RefusalGround.MoralityOrIndependence), "Moralité ou indépendance"), new Option(nameof(RefusalGround.Competence), "Compétence"),
            new Option(nameof(RefusalGround.Infirmity), "Infirmité ou état pathologique"),
        ])
        {
            Required = false, Contract = "refusal_ground", Hint = "Chiffré ; le président le lit à part.",
            Expected = "Choisissez le motif d’un refus, et rien pour une inscription.",
        },
        new LongTextField("formation", "Formation à suivre")
        {
            Required = false, Longest = 2000, Rows = 3, Contract = "training", Expected = "Écrivez la formation pour un défaut de compétence, et rien sinon.",
        },
    ];

    public override string Name => "preparer-decision-inscription";

    public override string Title => "Préparer la décision sur la demande";

    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.Complete, ApplicationState.DecisionPrepared];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Le président la lit et la signe : une autre personne que celle qui la prépare.",
        answers.Text("decision") == Accepts ? "À la signature, le médecin est au tableau." : "Le refus ouvre un recours de trente jours (CSP L.4112-4).",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) =>
        Done("La décision est préparée", (await Applications.PrepareDecisionAsync(new PrepareDecisionRequest
    {
        RequestId = request.RequestId, ApplicationId = request.Record, Etag = request.Etag, Accepted = request.Answers.Text("decision") == Accepts,
        RefusalGround = request.Answers.Chosen<RefusalGround>("motif"), Training = request.Answers.Text("formation"),
        SessionOn = request.Answers.ProtoDate("seance-le"),
    })).Application);

    protected override ActSubject Complete(Application application, ActSubject subject) => subject with { Fields = Questions };
}
