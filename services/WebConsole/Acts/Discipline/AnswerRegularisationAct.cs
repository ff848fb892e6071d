using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The author answered the demand to regularise.</summary>
[Calls("discipline/ComplaintsService/AnswerRegularisation")]
[Calls("discipline/ComplaintsService/GetComplaint")]
internal sealed class AnswerRegularisationAct(ComplaintsService.ComplaintsServiceClient complaints) : ComplaintAct(complaints)
{
    private const string Copies = "Écrivez un nombre de 0 à 1000.";

    private static readonly Option[] Attached =
        [new("signee", "La plainte est signée"), new("deliberation", "La délibération de la personne morale est jointe")];

    private static readonly Field[] Questions =
    [
        new DateField("repondue-le", "Jour de la réponse")
        {
            Contract = "answered_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant la demande.",
        },
        new ChecksField("pieces", "Après la réponse", Attached) { Required = false },
        new TextField("copies", "Nombre de copies reçues en tout")
        {
            Digits = true, Longest = 4, Contract = "copies", Expected = Copies, Hint = "Avec celles qui étaient déjà reçues.",
        },
    ];

    public override string Name => "enregistrer-regularisation";

    public override string Title => "Enregistrer la réponse à la demande de régularisation";

    protected override string Wanted => Demanded;

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        if (answers.Number("copies") is null)
            yield return ("copies", Copies);
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "La plainte est de nouveau contrôlée : signature et délibération (CSP R.4126-1), copies (CSP R.4126-11).",
        "S’il manque encore quelque chose, une autre demande peut partir.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var pieces = request.Answers.All("pieces");
        var answer = await Complaints.AnswerRegularisationAsync(new AnswerRegularisationRequest
        {
            RequestId = request.RequestId, ComplaintId = request.Record, AnsweredOn = request.Answers.ProtoDate("repondue-le"),
            Signed = pieces.Contains("signee"), DeliberationAttached = pieces.Contains("deliberation"), Copies = request.Answers.Number("copies") ?? 0,
        });
        return Done(
            "La réponse est enregistrée", request,
            answer.Lacks.Count == 0 ? ["La plainte est régulière."] : [.. answer.Lacks.Select(lack => $"Il manque encore : {ComplaintWords.Of(lack)}.")]);
    }

    protected override ActSubject Complete(Complaint complaint, ActSubject subject) => subject with
    {
        Fields = Questions,
        Begin = Answers.None.With("pieces", [.. Held(complaint)]),
        Facts = complaint.Regularisations is [.., var last]
            ? [
                .. last.Lacks.Select(lack => new Line("Demandé", ComplaintWords.Of(lack))), new Line("Demandé le", Dates.Of(last.DemandedOn)),
                new Line("Dernier jour pour répondre", Dates.Of(last.AnswerBy)),
            ]
            : [],
    };

    // Parts that were not demanded are present, and stay ticked.
    private static IEnumerable<string> Held(Complaint complaint)
    {
        if (complaint.Regularisations is not [.., var demand])
            yield break;
        if (!demand.Lacks.Contains(ComplaintLack.Signature))
            yield return "signee";
        if (!demand.Lacks.Contains(ComplaintLack.Deliberation))
            yield return "deliberation";
    }
}
