using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>Further documents of an application arrived (CSP R.4112-1).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class ReceiveDocumentsAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "recevoir-pieces";

    public override string Title => "Enregistrer des pièces reçues";

    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.Submitted];

    protected override string DayLabel => "Jour de réception";

    protected override string DoneText => "Les pièces sont enregistrées";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) =>
        Task.FromResult<IReadOnlyList<string>>(
            ["Quand toutes les pièces exigées sont là, déclarez le dossier complet : le délai pour décider court de ce jour (CSP L.4112-3)."]);

    protected override IReadOnlyList<Field> Questions(Application application) =>
    [
        new ChecksField("pieces", "Pièces reçues (CSP R.4112-1)", Missing(application))
        {
            Contract = "documents_received.documents", Expected = "Cochez au moins une pièce.",
        },
    ];

    protected override void Fill(RecordStepRequest sent, Answers answers)
    {
        sent.DocumentsReceived = new DocumentsReceived();
        sent.DocumentsReceived.Documents.Add(answers.AllChosen<ApplicationDocument>("pieces"));
    }
}
