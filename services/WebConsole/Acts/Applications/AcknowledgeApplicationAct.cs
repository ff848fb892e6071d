using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>The president acknowledged the application and listed what it lacks (CSP R.4112-1).</summary>
[Calls("registry/ApplicationsService/RecordStep")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class AcknowledgeApplicationAct(ApplicationsService.ApplicationsServiceClient applications) : StepAct(applications)
{
    public override string Name => "accuser-reception-demande";

    public override string Title => "Enregistrer l’accusé de réception de la demande";

    protected override string DayLabel => "Jour de l’accusé de réception";

    protected override string DoneText => "L’accusé de réception est enregistré";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Le président accuse réception dans le mois de la demande, et dit ce qui manque (CSP R.4112-1).", "Il s’enregistre une seule fois."]);

    protected override IReadOnlyList<Field> Questions(Application application) =>
    [
        new ChecksField("manquent", "Pièces demandées", Missing(application))
        {
            Required = false, Contract = "receipt_acknowledged.missing", Expected = "Cochez toutes les pièces exigées qui ne sont pas reçues (CSP R.4112-1).",
        },
        new LongTextField("autres", "Autres pièces ou informations demandées")
        {
            Required = false, Longest = 2000, Rows = 3, Contract = "receipt_acknowledged.further",
        },
    ];

    protected override Answers Begin(Application application) => Answers.None.With(
        "manquent", [.. application.Documents.Where(document => document is { Required: true, Received: false }).Select(
            document => document.Document.ToString())]);

    protected override void Fill(RecordStepRequest sent, Answers answers)
    {
        sent.ReceiptAcknowledged = new ReceiptAcknowledged { Further = answers.Text("autres") };
        sent.ReceiptAcknowledged.Missing.Add(answers.AllChosen<ApplicationDocument>("manquent"));
    }
}
