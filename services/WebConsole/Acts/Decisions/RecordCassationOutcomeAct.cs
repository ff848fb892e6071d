using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>The Conseil d'État ruled on an appeal in cassation (CJA L.821-1, L.821-2).</summary>
[Calls("discipline/RemediesService/RecordCassationOutcome")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordCassationOutcomeAct(
    DecisionsService.DecisionsServiceClient decisions, RemediesService.RemediesServiceClient remedies, Viewer viewer)
    : DecisionAct(decisions, viewer)
{
    private static readonly Option[] Outcomes =
    [
        new(nameof(CassationOutcome.Rejected), "Non-admission, rejet ou désistement", "La décision nationale demeure."),
        new(nameof(CassationOutcome.Remanded), "Annulation et renvoi à la chambre nationale"),
        new(nameof(CassationOutcome.Annulled), "Annulation sans renvoi", "Il ne reste rien à juger."),
    ];

    public override string Name => "enregistrer-cassation";

    public override string Title => "Enregistrer la décision du Conseil d’État";

    public override bool FitsState(string state) => ActLinks.Holds(state, InCassation);

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        answers.Chosen<CassationOutcome>("issue") switch
        {
            CassationOutcome.Rejected => "La décision nationale demeure.",
            CassationOutcome.Remanded => "La décision nationale est annulée ; la chambre nationale juge de nouveau (CJA L.821-2).",
            _ => "La décision nationale est annulée ; le tableau ne montre plus sa sanction.",
        },
        "Un sursis accordé prend fin avec cette décision.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) =>
        Done("La décision du Conseil d’État est enregistrée", (await remedies.RecordCassationOutcomeAsync(
        new RecordCassationOutcomeRequest
        {
            RequestId = request.RequestId, RemedyId = request.Answers.Text("pourvoi"), Etag = request.Etag,
            Outcome = request.Answers.Chosen<CassationOutcome>("issue"),
            DecidedOn = request.Answers.ProtoDate("decidee-le"),
        })).Decision);

    protected override ActSubject Complete(Decision decision, ActSubject subject) => subject with
    {
        Fields =
        [
            CassationField(decision), new ChoiceField("issue", "Qu’a décidé le Conseil d’État ?", Outcomes) { Contract = "outcome" },
            new DateField("decidee-le", "Jour de sa décision")
            {
                Contract = "decided_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant le pourvoi.",
            },
        ],
        Begin = OnlyPending(decision),
    };
}
