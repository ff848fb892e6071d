using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>The Conseil d'État stayed the decision, or the stay ended (CJA R.821-5).</summary>
[Calls("discipline/RemediesService/RecordStay")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordStayAct(DecisionsService.DecisionsServiceClient decisions, RemediesService.RemediesServiceClient remedies, Viewer viewer)
    : DecisionAct(decisions, viewer)
{
    public override string Name => "enregistrer-sursis";

    public override string Title => "Enregistrer un sursis à exécution, ou sa fin";

    public override bool FitsState(string state) => ActLinks.Holds(state, InCassation);

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.IsDateEmpty("fin-le")
            ? ["Le tableau ne montre plus la sanction tant que le sursis dure (CJA R.821-5)."]
            : ["La sanction s’exécute de nouveau : ce qui reste d’une interdiction court de la fin du sursis."]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("Le sursis est enregistré", (await remedies.RecordStayAsync(new RecordStayRequest
    {
        RequestId = request.RequestId, RemedyId = request.Answers.Text("pourvoi"), Etag = request.Etag, From = request.Answers.ProtoDate("debut-le"),
        EndedOn = request.Answers.ProtoDate("fin-le"),
    })).Decision);

    protected override ActSubject Complete(Decision decision, ActSubject subject) => subject with
    {
        Fields =
        [
            CassationField(decision),
            new DateField("debut-le", "Premier jour du sursis")
            {
                Contract = "from", Hint = "Le même pour en dire la fin.", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant le pourvoi.",
            },
            new DateField("fin-le", "Jour où il cesse")
            {
                Required = false, Contract = "ended_on", Hint = "Vide tant qu’il dure.",
                Expected = "Écrivez un jour qui n’est ni dans le futur ni avant le premier jour.",
            },
        ],
        Begin = OnlyPending(decision),
    };
}
