using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The president reopened the instruction (CJA R.613-4).</summary>
[Calls("discipline/InstructionsService/ReopenInstruction")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class ReopenInstructionAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    public override string Name => "rouvrir-instruction";

    public override string Title => "Enregistrer la réouverture de l’instruction";

    protected override IReadOnlyList<string> Wanted => [Pending, Closed];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Les mémoires produits depuis la clôture sont communiqués (CJA R.613-4).", "Une autre ordonnance peut clore l’instruction."]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("La réouverture est enregistrée", (await Instructions.ReopenInstructionAsync(
        new ReopenInstructionRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, ReopenedOn = request.Answers.ProtoDate("rouverte-le"),
        })).Instruction);

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields =
        [
            new DateField("rouverte-le", "Jour de la décision")
            {
                Contract = "reopened_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’ordonnance de clôture.",
            },
        ],
        Facts = InForce(instruction) is { } closure
            ? [new Line("Ordonnance du", Dates.Of(closure.OrderedOn)), new Line("Clôture le", Dates.Of(closure.ClosesOn))]
            : [],
    };
}
