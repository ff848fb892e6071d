using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The rapporteur, among the members of the chamber (CSP R.4126-17).</summary>
[Calls("discipline/InstructionsService/AppointRapporteur")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class AppointRapporteurAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer) : InstructionAct(instructions, viewer)
{
    private static readonly Field[] Questions =
    [
        new TextField("nom", "Prénom et nom du rapporteur")
        {
            Contract = "name", Expected = "Nommez un autre membre : celui-ci a connu de l’affaire, ou porte le nom d’une partie (CSP L.4124-7, IV, L.4126-2).",
        },
        new TextField("conseil", "Conseil départemental où il siège")
        {
            Required = false, Longest = 3, Contract = "council", Hint = "Code du département, par exemple 92. Vide s’il ne siège dans aucun.",
            Expected = "Écrivez le code d’un département : le rapporteur ne siège ni au conseil qui se plaint ni à celui du tableau (CSP R.4126-17).",
        },
        new DateField("nomme-le", "Jour de la désignation") { Contract = "appointed_on", Expected = SinceRegistration },
    ];

    public override string Name => "nommer-rapporteur";

    public override string Title => "Désigner le rapporteur";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Le rapporteur ne siège ni au conseil qui se plaint ni au conseil du tableau (CSP R.4126-17).",
        "Une désignation ultérieure remplace celle-ci.", "L’audience peut ensuite être fixée.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("Le rapporteur est désigné", (await Instructions.AppointRapporteurAsync(
        new AppointRapporteurRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Name = request.Answers.Text("nom"),
            Council = request.Answers.Text("conseil"), AppointedOn = request.Answers.ProtoDate("nomme-le"),
        })).Instruction);

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields = Questions, Facts = instruction.Rapporteurs is [.., var last] ? [new Line("Rapporteur actuel", last.Name)] : [],
    };
}
