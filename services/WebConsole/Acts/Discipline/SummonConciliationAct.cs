using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The parties are summoned to conciliation (CSP L.4123-2, R.4123-18 to -20).</summary>
[Calls("discipline/ConciliationsService/SummonConciliation")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class SummonConciliationAct(CasesService.CasesServiceClient cases, ConciliationsService.ConciliationsServiceClient conciliations)
    : CaseAct(cases)
{
    private static readonly Field[] Questions =
    [
        new DateField("envoyee-le", "Jour d’envoi de la convocation") { Contract = "sent_on", Expected = PastDay },
        new DateField("reunion-le", "Jour de la réunion") { Contract = "meeting_on", Expected = "Écrivez un jour qui n’est pas avant l’envoi." },
        new LongTextField("conciliateurs", "Conciliateurs")
        {
            Rows = 3, Contract = "conciliators", Hint = "Un nom par ligne, un à trois membres de la commission que la plainte ne concerne pas (CSP R.4123-19).",
            Expected = "Écrivez un à trois noms différents, un par ligne.",
        },
    ];

    public override string Name => "convoquer-conciliation";

    public override string Title => "Convoquer en conciliation";

    protected override IReadOnlyList<CaseStatus> Statuses => [CaseStatus.ComplaintRegistered, CaseStatus.ConciliationSummoned];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "La convocation doit partir dans le mois de l’enregistrement de la plainte (CSP L.4123-2).",
        "Une nouvelle convocation remplace la précédente.",
        "Après la réunion, le procès-verbal dit si la conciliation est totale, partielle ou absente.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var sent = new SummonConciliationRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag,
            SentOn = request.Answers.ProtoDate("envoyee-le"), MeetingOn = request.Answers.ProtoDate("reunion-le"),
        };
        sent.Conciliators.Add(request.Answers.Lines("conciliateurs"));
        return Done("La convocation est enregistrée", (await conciliations.SummonConciliationAsync(sent)).Case);
    }

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
