using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The author was asked to supply what the complaint lacks (CSP R.4126-1, R.4126-11, R.4126-15).</summary>
[Calls("discipline/ComplaintsService/DemandRegularisation")]
[Calls("discipline/ComplaintsService/GetComplaint")]
internal sealed class DemandRegularisationAct(ComplaintsService.ComplaintsServiceClient complaints) : ComplaintAct(complaints)
{
    private static readonly Field[] Questions =
    [
        new DateField("demandee-le", "Jour de la demande") { Contract = "demanded_on", Expected = SinceRegistration },
        new DateField("repondre-avant", "Dernier jour pour répondre")
        {
            Contract = "answer_by", Hint = "Quinze jours au moins après la demande (CSP R.4126-15).",
            Expected = "Laissez à l’auteur quinze jours au moins après la demande (CSP R.4126-15).",
        },
    ];

    public override string Name => "demander-regularisation";

    public override string Title => "Demander la régularisation de la plainte";

    protected override string Wanted => Lacking;

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"L’auteur régularise jusqu’au {Dates.Of(answers.Date("repondre-avant")!.Value)}.",
        "La chambre peut rejeter comme irrecevable une plainte qui n’est pas régularisée (CSP R.4126-5, 4°).",
        "Une autre demande ne part qu’après la réponse à celle-ci.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answer = await Complaints.DemandRegularisationAsync(new DemandRegularisationRequest
        {
            RequestId = request.RequestId, ComplaintId = request.Record, DemandedOn = request.Answers.ProtoDate("demandee-le"),
            AnswerBy = request.Answers.ProtoDate("repondre-avant"),
        });
        return Done(
            "La demande est enregistrée", request,
            [.. answer.Lacks.Select(lack => $"Demandé : {ComplaintWords.Of(lack)}."), "Enregistrez la réponse de l’auteur."]);
    }

    protected override ActSubject Complete(Complaint complaint, ActSubject subject) => subject with
    {
        Fields = Questions, Facts = [.. complaint.Lacks.Select(lack => new Line("Il manque", ComplaintWords.Of(lack)))],
    };
}
