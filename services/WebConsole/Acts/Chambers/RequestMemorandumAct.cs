using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>A party is asked for a memorandum, or for a regularisation (CSP R.4126-12, R.4126-14 to R.4126-16).</summary>
[Calls("discipline/InstructionsService/RequestMemorandum")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class RequestMemorandumAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField(
            "partie", "Qui ?", EnumOptions.Of(InstructionWords.Of, CaseParty.Respondent, CaseParty.Author, CaseParty.Council, CaseParty.RegisterCouncil))
        {
            Contract = "party", Expected = "Choisissez une partie à l’affaire ; le conseil du tableau, pour ses observations seulement (CSP R.4126-14).",
        },
        new ChoiceField(
            "demande", "Que demandez-vous ?",
            EnumOptions.Of(InstructionWords.Of, Enum.GetValues<MemorandumKind>().Where(kind => kind != MemorandumKind.Unspecified)))
        {
            Contract = "kind",
        },
        new DateField("envoyee-le", "Jour d’envoi") { Contract = "asked_on", Expected = SinceRegistration },
        new DateField("recue-le", "Jour de réception par la partie")
        {
            Required = false, Contract = "received_on", Hint = "Vide s’il n’est pas encore connu : le délai court de ce jour.",
            Expected = "Écrivez un jour qui n’est ni dans le futur ni avant l’envoi.",
        },
        new DateField("jusqu-au", "Dernier jour fixé par le président")
        {
            Required = false, Contract = "last_day", Hint = "Vide pour le délai minimal de la loi.",
            Expected = "Laissez à la partie au moins le délai de la loi ; écrivez le jour fixé quand aucun délai minimal n’est écrit.",
        },
    ];

    public override string Name => "demander-memoire";

    public override string Title => "Demander un mémoire";

    protected override IReadOnlyList<string> Wanted => [Pending, Open];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        answers.Chosen<MemorandumKind>("demande") switch
        {
            MemorandumKind.Defence => "La partie a un mois au moins ; quinze jours pour une suspension en urgence (CSP R.4126-12, al. 2).",
            MemorandumKind.Reply => "Aucun délai minimal n’est écrit pour une réplique : le président le fixe (CSP R.4126-12, al. 3).",
            MemorandumKind.FormalNotice => "Aucun délai minimal n’est écrit pour une mise en demeure : le président le fixe (CSP R.4126-12, al. 4).",
            MemorandumKind.Regularisation => "La partie a quinze jours au moins, sauf urgence ; sans régularisation, la plainte peut être rejetée "
                + "(CSP R.4126-15, al. 2, R.4126-5, 4°).",
            MemorandumKind.Copies => "La partie a un mois au moins ; le défaut de copies ne peut ensuite plus être réparé (CSP R.4126-15, al. 3).",
            MemorandumKind.Recapitulative => "La partie a un mois au moins ; elle est ensuite réputée se désister, si la demande l’en avertit "
                + "(CJA R.611-8-1, par CSP R.4126-16).",
            _ => "Le conseil du tableau reçoit les mémoires et peut présenter des observations (CSP R.4126-14) ; aucun délai minimal n’est écrit.",
        },
        "Le délai court du jour où la demande parvient à la partie.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var instruction = (await Instructions.RequestMemorandumAsync(new RequestMemorandumRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Party = answers.Chosen<CaseParty>("partie"),
            Kind = answers.Chosen<MemorandumKind>("demande"), AskedOn = answers.ProtoDate("envoyee-le"), ReceivedOn = answers.ProtoDate("recue-le"),
            LastDay = answers.ProtoDate("jusqu-au"),
        })).Instruction;
        var asked = instruction.Requests[^1];
        return Done("La demande est enregistrée", instruction, $"{(asked.Indicative ? "Repère" : "Dernier jour")} : {Dates.Of(asked.LastDay)}.");
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with { Fields = Questions };
}
