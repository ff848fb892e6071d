using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The registry of a chamber enters a case in its register, before every other step.</summary>
[Calls("discipline/InstructionsService/RegisterCase")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RegisterCaseAct(CasesService.CasesServiceClient cases, InstructionsService.InstructionsServiceClient instructions, Viewer viewer)
    : CaseAct(cases)
{
    private const string Urgent = "urgence";

    private static readonly DateField Day = new("enregistree-le", "Jour de l’enregistrement")
    {
        Contract = "registered_on", Hint = "Son année est celle du numéro.",
        Expected = "Écrivez un jour qui n’est ni dans le futur ni avant la saisine de la chambre.",
    };

    private static readonly ChecksField Emergency = new(
        Urgent, "Suspension en urgence", [new Option("oui", "La chambre est saisie d’une suspension en urgence (CSP L.4113-14)")])
    {
        Required = false, Contract = "urgent",
    };

    public override string Name => "enregistrer-affaire";

    public override string Title => "Enregistrer l’affaire au greffe";

    protected override IReadOnlyList<CaseStatus> Statuses => ChamberLevel.IsNational(viewer) ? [CaseStatus.Appealed] : [CaseStatus.Filed];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        List<string> sentences = ["L’affaire reçoit le numéro suivant du greffe, qui ne change plus.", "Ensuite : demandes de mémoires, rapporteur, audience."];
        if (answers.Yes(Urgent))
            sentences.Add("L’appel d’une décision prise en urgence n’est pas suspensif (CSP L.4113-14).");
        return Task.FromResult<IReadOnlyList<string>>(sentences);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var instruction = (await instructions.RegisterCaseAsync(new RegisterCaseRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, RegisteredOn = request.Answers.ProtoDate("enregistree-le"),
            Urgent = request.Answers.Yes(Urgent),
        })).Instruction;
        return new Outcome("L’affaire est enregistrée", instruction.Number)
        {
            Next = [instruction.Competence], Address = $"/dossiers/{request.Record}/instruction", AddressLabel = "Ouvrir l’instruction",
        };
    }

    // An appeal is urgent when the first-instance decision is.
    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with
    {
        Fields = ChamberLevel.IsNational(viewer) ? [Day] : [Day, Emergency], Facts = [new Line("Chambre saisie le", Dates.Of(file.FiledOn))],
    });
}
