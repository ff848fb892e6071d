using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The president of the national council named the council that conciliates (CSP L.4123-2).</summary>
[Calls("discipline/ConciliationsService/NameConciliatingCouncil")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class NameConciliatingCouncilAct(CasesService.CasesServiceClient cases, ConciliationsService.ConciliationsServiceClient conciliations)
    : CaseAct(cases)
{
    private static readonly Field[] Questions =
    [
        new TextField("conseil", "Conseil désigné")
        {
            Longest = 3, Contract = "council", Hint = "Code du département, par exemple 78 ou 2A.",
            Expected = "Écrivez le code du département d’un autre conseil que celui du dossier (CSP L.4123-2).",
        },
        new DateField("designe-le", "Jour de la désignation")
        {
            Contract = "named_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant la demande.",
        },
    ];

    public override string Name => "designer-conseil";

    public override string Title => "Désigner le conseil qui concilie";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ComplaintRegistered];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"Le conseil {answers.Text("conseil")} concilie à la place du conseil du dossier (CSP L.4123-2).", "Il voit le dossier dès maintenant.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("Le conseil est désigné", (await conciliations.NameConciliatingCouncilAsync(
        new NameConciliatingCouncilRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Council = request.Answers.Text("conseil"),
            NamedOn = request.Answers.ProtoDate("designe-le"),
        })).Case);

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
