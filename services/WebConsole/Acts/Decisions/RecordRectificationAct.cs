using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>The president corrected a material error of a decision (CJA R.741-11, by CSP R.4126-31).</summary>
[Calls("discipline/RemediesService/RecordRectification")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordRectificationAct(DecisionsService.DecisionsServiceClient decisions, RemediesService.RemediesServiceClient remedies, Viewer viewer)
    : DecisionAct(decisions, viewer)
{
    private static readonly Field[] Questions =
    [
        new DateField("ordonnee-le", "Jour de l’ordonnance") { Contract = "ordered_on", Expected = SinceDecision },
        new DateField("notifiee-le", "Jour de sa notification aux parties")
        {
            Contract = "notified_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’ordonnance.",
        },
    ];

    public override string Name => "enregistrer-rectification";

    public override string Title => "Enregistrer la rectification d’une erreur matérielle";

    public override bool FitsState(string state) => ActLinks.Holds(state, Stands) && !ActLinks.Holds(state, IsNational ? First : National);

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Le président rectifie seul dans le mois de la notification de la décision (CSP R.4126-31, CJA R.741-11).",
        "La notification de l’ordonnance ouvre de nouveau le délai de recours.", "Une décision est rectifiée une seule fois.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("La rectification est enregistrée", (await remedies.RecordRectificationAsync(
        new RecordRectificationRequest
        {
            RequestId = request.RequestId, DecisionId = request.Record, Etag = request.Etag, OrderedOn = request.Answers.ProtoDate("ordonnee-le"),
            NotifiedOn = request.Answers.ProtoDate("notifiee-le"),
        })).Decision);

    protected override ActSubject Complete(Decision decision, ActSubject subject) => subject with { Fields = Questions };
}
