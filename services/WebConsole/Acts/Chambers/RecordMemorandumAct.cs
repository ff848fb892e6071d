using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The registry received a memorandum.</summary>
[Calls("discipline/InstructionsService/RecordMemorandum")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class RecordMemorandumAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    public override string Name => "enregistrer-memoire";

    public override string Title => "Enregistrer un mémoire";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Un mémoire tardif est conservé et signalé comme tel.",
        "Produit après la clôture, il est conservé et n’est pas communiqué, sauf réouverture de l’instruction (CJA R.613-3, R.613-4).",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var instruction = (await Instructions.RecordMemorandumAsync(new RecordMemorandumRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Party = answers.Chosen<CaseParty>("partie"),
            Title = answers.Text("titre"),
            ReceivedOn = answers.ProtoDate("recu-le"), PostedOn = answers.ProtoDate("poste-le"), Request = answers.Number("numero") ?? 0,
        })).Instruction;
        var memorandum = instruction.Memoranda[^1];
        List<string> next = [memorandum.NotCommunicated ? "Il n’est pas communiqué : l’instruction est close." : "Communiquez-le aux autres parties."];
        if (memorandum.Late)
            next.Add("Il est tardif.");
        return Done("Le mémoire est enregistré", instruction, next);
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField(
                "partie", "Qui l’a produit ?",
                EnumOptions.Of(InstructionWords.Of, CaseParty.Respondent, CaseParty.Author, CaseParty.Council, CaseParty.RegisterCouncil))
            {
                Contract = "party", Expected = "Choisissez une partie à l’affaire, ou le conseil du tableau s’il est un autre conseil.",
            },
            new TextField("titre", "Titre du mémoire") { Contract = "title" },
            new DateField("recu-le", "Jour de réception au greffe") { Contract = "received_on", Expected = SinceRegistration },
            new DateField("poste-le", "Jour du cachet de la poste")
            {
                Required = false, Contract = "posted_on", Hint = "Vide s’il a été déposé. C’est le jour de sa production.",
                Expected = "Écrivez un jour qui n’est pas après la réception.",
            },
            new ChoiceField("numero", "Répond-il à une demande ?", [new Option("0", "Non"), .. Numbers(instruction.Requests)])
            {
                Contract = "request", Expected = "Choisissez une demande faite à la même partie, ou « Non ».",
            },
        ],
        Begin = Answers.None.With("numero", "0"),
    };
}
