using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The president asked for another council to conciliate, because a member of this one is a party (CSP L.4123-2).</summary>
[Calls("discipline/ConciliationsService/RequestOtherCouncil")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RequestOtherCouncilAct(CasesService.CasesServiceClient cases, ConciliationsService.ConciliationsServiceClient conciliations)
    : CaseAct(cases)
{
    private static readonly Field[] Questions =
    [
        new DateField("demande-le", "Jour de la demande au Conseil national")
        {
            Contract = "requested_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’enregistrement de la plainte.",
        },
    ];

    public override string Name => "demander-autre-conseil";

    public override string Title => "Demander un autre conseil pour la conciliation";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ComplaintRegistered];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Un membre du conseil est partie : le président du Conseil national désigne un autre conseil, qui concilie (CSP L.4123-2).",
        "Votre conseil ne convoque plus les parties ; l’autre conseil verra le dossier.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("La demande est enregistrée", (await conciliations.RequestOtherCouncilAsync(
        new RequestOtherCouncilRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, RequestedOn = request.Answers.ProtoDate("demande-le"),
        })).Case);

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
