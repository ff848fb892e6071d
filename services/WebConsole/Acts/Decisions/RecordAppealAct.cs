using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>An appeal reached the national chamber (CSP L.4122-3, R.4126-44).</summary>
[Calls("discipline/DecisionsService/RecordAppeal")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordAppealAct(DecisionsService.DecisionsServiceClient decisions, Viewer viewer) : DecisionAct(decisions, viewer)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "appelant", "Qui fait appel ? (CSP L.4122-3, VI)",
            EnumOptions.Of(CaseWords.Of, Enum.GetValues<Appellant>().Where(one => one != Appellant.Unspecified)))
        {
            Contract = "appellant",
        },
        new DateField("forme-le", "Jour où l’appel a été déposé ou posté")
        {
            Contract = "lodged_on", Hint = "C’est ce jour qui compte (CSP R.4126-45).", Expected = SinceDecision,
        },
        new DateField("recu-le", "Jour de réception")
        {
            Required = false, Contract = "received_on", Hint = "Pour un appel posté.",
            Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’envoi.",
        },
    ];

    public override string Name => "enregistrer-appel";

    public override string Title => "Enregistrer un appel";

    public override bool FitsState(string state) => ActLinks.Holds(state, First) && ActLinks.Holds(state, Stands);

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "L’appel suspend l’exécution de la décision, sauf suspension en urgence (CSP L.4122-3, L.4113-14).",
        "Une sanction que le tableau montre déjà en est retirée.",
        "Un appel formé après le dernier jour de cette personne est refusé (CSP R.4126-44).",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) =>
        Done("L’appel est enregistré", (await Decisions.RecordAppealAsync(new RecordAppealRequest
    {
        RequestId = request.RequestId, DecisionId = request.Record, Etag = request.Etag, Appellant = request.Answers.Chosen<Appellant>("appelant"),
        LodgedOn = request.Answers.ProtoDate("forme-le"), ReceivedOn = request.Answers.ProtoDate("recu-le"),
    })).Decision, "La chambre nationale enregistre l’affaire et demande les mémoires.");

    protected override ActSubject Complete(Decision decision, ActSubject subject) => subject with
    {
        Fields = Questions,
        Facts = [.. decision.Notifications.Where(sent => sent.LastDay is not null).Select(
            sent => new Line($"Dernier jour : {CaseWords.Of(sent.Addressee)}", Dates.Of(sent.LastDay)))],
    };
}
