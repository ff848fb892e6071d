using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>An order of the president of the chamber (CSP R.4126-5).</summary>
[Calls("discipline/InstructionsService/RecordOrder")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class RecordOrderAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    private const string Impossible = "impossible";

    public override string Name => "enregistrer-ordonnance";

    public override string Title => "Enregistrer une ordonnance du président";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Chosen<OrderGround>("motif") switch
        {
            OrderGround.Withdrawal => ["L’affaire prend fin si tous les plaignants se sont désistés (CSP R.4126-5, 1°).", "Cet acte ne se défait pas."],
            OrderGround.Series => ["L’affaire ne prend pas fin par cet acte : enregistrez ensuite la décision (CSP R.4126-5, 5°)."],
            _ => ["L’affaire prend fin (CSP R.4126-5).", "Cet acte ne se défait pas."],
        });

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        return Done("L’ordonnance est enregistrée", (await Instructions.RecordOrderAsync(new RecordOrderRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Ground = answers.Chosen<OrderGround>("motif"),
            DecidedOn = answers.ProtoDate("ordonnee-le"), Regularisation = answers.Number("regularisation") ?? 0,
            CannotBeRegularised = answers.Text("regularisation") == Impossible,
        })).Instruction);
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField(
                "motif", "Motif", EnumOptions.Of(InstructionWords.Of, Enum.GetValues<OrderGround>().Where(ground => ground != OrderGround.Unspecified)))
            {
                Contract = "ground",
            },
            new DateField("ordonnee-le", "Jour de l’ordonnance") { Contract = "decided_on", Expected = SinceRegistration },
            new ChoiceField("regularisation", "Pour une plainte irrecevable : quelle demande de régularisation est restée sans réponse ?",
            [
                new Option("0", "Ce n’est pas une irrecevabilité"), new Option(Impossible, "Aucune : la plainte ne peut pas être régularisée (CSP R.4126-15)"),
                .. Numbers(instruction.Requests.Where(request => request.Kind is MemorandumKind.Regularisation or MemorandumKind.Copies)),
            ])
            {
                Contract = "regularisation", Expected = "Pour une irrecevabilité, choisissez la demande restée sans réponse, "
                    + "ou qu’aucune n’était possible ; sinon, la première réponse (CSP R.4126-5, 4°).",
            },
        ],
        Begin = Answers.None.With("regularisation", "0"),
    };
}
