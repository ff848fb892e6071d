using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The chamber received the complete file: its six months run (CSP L.4124-1, R.4126-10).</summary>
[Calls("discipline/CasesService/RecordCompleteFile")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordCompleteFileAct(CasesService.CasesServiceClient cases) : CaseAct(cases)
{
    private static readonly Field[] Questions =
    [
        new DateField("complet-le", "Jour de réception du dossier complet")
        {
            Contract = "complete_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant les faits.",
        },
    ];

    public override string Name => "enregistrer-dossier-complet";

    public override string Title => "Enregistrer la réception du dossier complet";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.Filed];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "La chambre statue dans les six mois de ce jour (CSP L.4124-1, R.4126-10).",
        "Ensuite, toute partie peut demander que l’affaire aille à une autre chambre : rien n’est automatique (CSP R.4126-10).",
        "Ce jour s’enregistre une seule fois.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var file = (await Cases.RecordCompleteFileAsync(new RecordCompleteFileRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, CompleteOn = request.Answers.ProtoDate("complet-le"),
        })).Case;
        return Done("Le dossier complet est enregistré", file) with
        {
            Next = file.DecisionDueOn is null
                ? ["Le code local compte le délai pour juger (CSP R.4441-27)."]
                : [$"La chambre statue jusqu’au {Dates.Of(file.DecisionDueOn)}."],
        };
    }

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
