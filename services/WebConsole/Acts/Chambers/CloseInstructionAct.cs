using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>An order closes the instruction (CJA R.613-1, by CSP R.4126-16).</summary>
[Calls("discipline/InstructionsService/CloseInstruction")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class CloseInstructionAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    public override string Name => "clore-instruction";

    public override string Title => "Enregistrer l’ordonnance de clôture";

    protected override IReadOnlyList<string> Wanted => [Pending, Open];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"L’instruction est close le {Dates.Of(answers.Date("close-le")!.Value)}.",
        answers.Number("numero") > 0
            ? "La partie n’a pas répondu à la mise en demeure depuis plus d’un mois : la clôture peut être immédiate (CJA R.613-1, al. 3)."
            : "Les lettres partent quinze jours au moins avant la clôture (CJA R.613-1, al. 2, par CSP R.4126-16).",
        "Un mémoire produit ensuite n’est pas communiqué, sauf réouverture (CJA R.613-3, R.613-4).",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        return Done("L’ordonnance de clôture est enregistrée", (await Instructions.CloseInstructionAsync(new CloseInstructionRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, OrderedOn = answers.ProtoDate("ordonnee-le"),
            SentOn = answers.ProtoDate("envoyee-le"), ClosesOn = answers.ProtoDate("close-le"), FormalNotice = answers.Number("numero") ?? 0,
        })).Instruction);
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject)
    {
        List<Field> questions =
        [
            new DateField("ordonnee-le", "Jour de l’ordonnance")
            {
                Contract = "ordered_on",
                Expected = "Écrivez un jour depuis l’enregistrement ; après une mise en demeure, un mois après le dernier jour qu’elle donnait.",
            },
            new DateField("envoyee-le", "Jour d’envoi aux parties")
            {
                Contract = "sent_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’ordonnance.",
            },
            new DateField("close-le", "Jour de la clôture")
            {
                Contract = "closes_on", Expected = "Écrivez un jour quinze jours au moins après l’envoi des lettres (CJA R.613-1).",
            },
        ];
        if (instruction.Requests.Where(request => request.Kind == MemorandumKind.FormalNotice).ToList() is { Count: > 0 } notices)
        {
            questions.Add(new ChoiceField("numero", "Clôture après une mise en demeure sans réponse ?", [new Option("0", "Non"), .. Numbers(notices)])
            {
                Contract = "formal_notice", Expected = "Choisissez une mise en demeure reçue et restée sans réponse, ou « Non » (CJA R.613-1, al. 3).",
            });
        }

        return subject with { Fields = questions, Begin = Answers.None.With("numero", "0") };
    }
}
