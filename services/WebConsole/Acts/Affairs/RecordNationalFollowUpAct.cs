using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Affairs;

/// <summary>A follow-up of the national council in its own name, beside the decisions of the departmental councils.</summary>
[Calls("discipline/AffairListsService/RecordNationalFollowUp")]
[Calls("discipline/AffairListsService/GetAffairDashboard")]
internal sealed class RecordNationalFollowUpAct(AffairListsService.AffairListsServiceClient lists) : Act
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "suite", "Suite",
            [
                .. Enum.GetValues<NationalOutcome>().Where(outcome => outcome != default)
                    .Select(outcome => new Option(outcome.ToString(), AffairWords.Of(outcome))),
            ])
        {
            Contract = "outcome",
        },
        new DateField("decidee-le", "Jour de la décision") { Contract = "decided_on", Expected = "Écrivez un jour qui n’est pas dans le futur." },
        new LongTextField("motifs", "Motifs") { Longest = 5_000, Contract = "reasons" },
    ];

    public override string Name => "suite-nationale";

    public override string Title => "Enregistrer une suite du Conseil national";

    public override ActPlace Place => ActPlace.Affair;

    public override async Task<ActSubject> LoadAsync(string record)
    {
        var board = (await lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = record })).Dashboard;
        return new ActSubject(record, board.Title, $"/affaires/{record}", Questions);
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) =>
        Task.FromResult<IReadOnlyList<string>>(["Cette suite s’ajoute à celles des conseils et n’y change rien.", "Elle ne se défait pas."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        await lists.RecordNationalFollowUpAsync(new RecordNationalFollowUpRequest
        {
            RequestId = request.RequestId, AffairId = request.Record, Outcome = Enum.Parse<NationalOutcome>(request.Answers.Text("suite")),
            DecidedOn = request.Answers.ProtoDate("decidee-le"), Reasons = request.Answers.Text("motifs"),
        });
        return new Outcome("La suite est enregistrée") { Address = $"/affaires/{request.Record}", AddressLabel = "Revenir à l’affaire" };
    }
}
