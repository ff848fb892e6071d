using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>A request for a memorandum reached its party: the time runs from that day.</summary>
[Calls("discipline/InstructionsService/RecordMemorandumReceipt")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class RecordMemorandumReceiptAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer)
    : InstructionAct(instructions, viewer)
{
    public override string Name => "enregistrer-reception-demande";

    public override string Title => "Enregistrer la réception d’une demande par la partie";

    protected override IReadOnlyList<string> Wanted => [Pending, Awaited];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Le délai de la partie court de ce jour.", "Un dernier jour fixé trop tôt est repoussé au délai minimal de la loi.",
        "Ce jour s’enregistre une seule fois.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var number = request.Answers.Number("numero") ?? 0;
        var instruction = (await Instructions.RecordMemorandumReceiptAsync(new RecordMemorandumReceiptRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Number = number, ReceivedOn = request.Answers.ProtoDate("recue-le"),
        })).Instruction;
        return Done(
            "La réception est enregistrée", instruction, $"Dernier jour : {Dates.Of(instruction.Requests.Single(one => one.Number == number).LastDay)}.");
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField("numero", "Quelle demande ?", Numbers(instruction.Requests.Where(request => request.ReceivedOn is null))) { Contract = "number" },
            new DateField("recue-le", "Jour de réception par la partie")
            {
                Contract = "received_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’envoi de la demande.",
            },
        ],
    };
}
