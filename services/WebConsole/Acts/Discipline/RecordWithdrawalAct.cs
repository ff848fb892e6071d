using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The author withdrew the complaint before the council transmitted it.</summary>
[Calls("discipline/ComplaintsService/RecordWithdrawal")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordWithdrawalAct(CasesService.CasesServiceClient cases, ComplaintsService.ComplaintsServiceClient complaints) : CaseAct(cases)
{
    private const string Continues = "conseil";

    private static readonly Field[] Questions =
    [
        new DateField("retiree-le", "Jour du retrait")
        {
            Contract = "withdrawn_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’enregistrement de la plainte.",
        },
        new ChoiceField("suite", "Que fait le conseil ?",
        [
            new Option("fin", "Il ne poursuit pas", "Le dossier prend fin."),
            new Option(Continues, "Il poursuit en son nom (CSP R.4126-1, 1°)", "Il délibère ensuite."),
        ]),
    ];

    public override string Name => "enregistrer-retrait";

    public override string Title => "Enregistrer le retrait de la plainte";

    protected override IReadOnlyList<CaseStatus> Statuses =>
    [
        CaseStatus.ComplaintRegistered, CaseStatus.ConciliationSummoned, CaseStatus.NotConciliated, CaseStatus.Deliberated, CaseStatus.ReferralPrepared,
    ];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Text("suite") == Continues
            ? ["Le conseil délibère et saisit la chambre en son nom (CSP R.4126-1, 1°).", "La plainte de l’auteur n’est plus conciliée."]
            : ["Le dossier prend fin pour ce médecin.", "Cet acte ne se défait pas : le conseil peut enregistrer une plainte en son nom (CSP R.4126-1, 1°)."]);

    public override async Task<Outcome> SendAsync(ActRequest request) =>
        Done("Le retrait est enregistré", (await complaints.RecordWithdrawalAsync(new RecordWithdrawalRequest
    {
        RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, WithdrawnOn = request.Answers.ProtoDate("retiree-le"),
        CouncilContinues = request.Answers.Text("suite") == Continues,
    })).Case);

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
