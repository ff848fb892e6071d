using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The death of the physician ends the case (CSP R.4126-21).</summary>
[Calls("discipline/CasesService/RecordDeath")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordDeathAct(CasesService.CasesServiceClient cases) : CaseAct(cases)
{
    private static readonly Field[] Questions =
        [new DateField("decede-le", "Jour du décès") { Contract = "died_on", Expected = "Écrivez un jour qui n’est pas dans le futur." }];

    // A final decision leaves no procedure that a death could end.
    private static readonly CaseStatus[] Ended =
    [
        CaseStatus.Unspecified, CaseStatus.Conciliated, CaseStatus.Withdrawn, CaseStatus.NotReferred, CaseStatus.EndedByDeath, CaseStatus.EndedByOrder,
        CaseStatus.EndedByChamberWithdrawal, CaseStatus.Enforceable,
    ];

    public override string Name => "enregistrer-deces";

    public override string Title => "Enregistrer le décès du médecin";

    protected override IReadOnlyList<CaseStatus> Statuses => [.. Enum.GetValues<CaseStatus>().Except(Ended)];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "L’affaire s’éteint ce jour, définitivement (CSP R.4126-21) : plus aucun acte n’est possible.",
        "Cet acte ne change pas le tableau : le conseil y enregistre la sortie pour décès, s’il ne l’a pas fait.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("Le décès est enregistré", (await Cases.RecordDeathAsync(new RecordDeathRequest
    {
        RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, DiedOn = request.Answers.ProtoDate("decede-le"),
    })).Case);

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
