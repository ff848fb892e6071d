using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Decisions;

/// <summary>An opposition, a request for revision or an appeal in cassation (CSP R.4126-48 to R.4126-54).</summary>
[Calls("discipline/RemediesService/RecordRemedy")]
[Calls("discipline/DecisionsService/GetDecision")]
internal sealed class RecordRemedyAct(DecisionsService.DecisionsServiceClient decisions, RemediesService.RemediesServiceClient remedies, Viewer viewer)
    : DecisionAct(decisions, viewer)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "auteur", "Qui forme ce recours ?", EnumOptions.Of(CaseWords.Of, Enum.GetValues<Appellant>().Where(one => one != Appellant.Unspecified)))
        {
            Contract = "appellant", Expected = "L’opposition et la révision n’appartiennent qu’au praticien (CSP L.4126-4, R.4126-53).",
        },
        new DateField("forme-le", "Jour où il a été déposé ou posté") { Contract = "lodged_on", Expected = SinceDecision },
        new DateField("recu-le", "Jour de réception")
        {
            Required = false, Contract = "received_on", Hint = "Pour un recours posté.",
            Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’envoi.",
        },
        new DateField("connue-le", "Jour où le praticien a connu la cause de révision")
        {
            Required = false, Contract = "cause_known_on", Hint = "Pour une demande de révision seulement (CSP R.4126-54).",
            Expected = "Pour une révision, écrivez un jour qui n’est pas après le dépôt ; rien pour un autre recours.",
        },
    ];

    public override string Name => "enregistrer-recours";

    public override string Title => "Enregistrer une opposition, une demande de révision ou un pourvoi";

    public override bool FitsState(string state) => Kinds(state).Count > 0;

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Chosen<RemedyKind>("recours") switch
        {
            RemedyKind.Opposition =>
            [
                "L’opposition se forme dans les cinq jours de la notification au praticien (CSP R.4126-49).",
                "Elle suspend la décision, sauf suspension en urgence (CSP L.4126-4, L.4113-14).",
            ],
            RemedyKind.Revision =>
            [
                "La demande se forme dans les deux mois du jour où le praticien a connu sa cause (CSP R.4126-54).",
                "Elle ne suspend pas la décision (CSP R.4126-54).",
            ],
            _ =>
            [
                "Le pourvoi se forme dans les deux mois de la notification (CSP R.4126-48, CJA R.821-1).",
                "Il ne suspend pas la décision (CSP R.4126-48) ; le Conseil d’État peut en accorder le sursis (CJA R.821-5).",
            ],
        });

    public override async Task<Outcome> SendAsync(ActRequest request) =>
        Done("Le recours est enregistré", (await remedies.RecordRemedyAsync(new RecordRemedyRequest
    {
        RequestId = request.RequestId, DecisionId = request.Record, Etag = request.Etag, Kind = request.Answers.Chosen<RemedyKind>("recours"),
        Appellant = request.Answers.Chosen<Appellant>("auteur"), LodgedOn = request.Answers.ProtoDate("forme-le"),
        ReceivedOn = request.Answers.ProtoDate("recu-le"),
        CauseKnownOn = request.Answers.ProtoDate("connue-le"),
    })).Decision);

    protected override ActSubject Complete(Decision decision, ActSubject subject)
    {
        var kinds = Kinds(State(decision));
        return subject with
        {
            Fields = [new ChoiceField("recours", "Quel recours ?", EnumOptions.Of(CaseWords.Of, kinds)) { Contract = "kind" }, .. Questions],
            Begin = kinds is [var only] ? Answers.None.With("recours", only.ToString()) : Answers.None,
        };
    }

    /// <summary>The chamber that decided receives the request for revision, and the national chamber every other remedy.</summary>
    private IReadOnlyList<RemedyKind> Kinds(string state)
    {
        if (!ActLinks.Holds(state, Stands))
            return [];
        var first = ActLinks.Holds(state, First);
        (RemedyKind Kind, bool Fits)[] kinds =
        [
            (RemedyKind.Opposition, IsNational && ActLinks.Holds(state, Opposable)),
            (RemedyKind.Revision, ActLinks.Holds(state, Revisable) && first != IsNational),
            (RemedyKind.Cassation, IsNational && !first),
        ];
        return [.. kinds.Where(kind => kind.Fits).Select(kind => kind.Kind)];
    }
}
