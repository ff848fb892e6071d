using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>A complainant withdrew before the chamber (CJA R.636-1, by CSP R.4126-22).</summary>
[Calls("discipline/InstructionsService/RecordChamberWithdrawal")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class RecordChamberWithdrawalAct(InstructionsService.InstructionsServiceClient instructions, Viewer viewer)
    : InstructionAct(instructions, viewer)
{
    private static readonly Field[] Questions =
    [
        new ChoiceField("partie", "Qui se désiste ?", EnumOptions.Of(InstructionWords.Of, CaseParty.Author, CaseParty.Council))
        {
            Contract = "party", Expected = "Choisissez un plaignant : l’auteur, ou le conseil qui s’est associé ou a saisi en son nom.",
        },
        new DateField("desiste-le", "Jour de réception au greffe") { Contract = "withdrawn_on", Expected = SinceRegistration },
    ];

    public override string Name => "enregistrer-desistement";

    public override string Title => "Enregistrer un désistement";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Le désistement ne clôt rien par lui-même : le président en donne acte par ordonnance (CSP R.4126-5, 1°).", "Cet acte ne se défait pas."]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("Le désistement est enregistré", (await Instructions.RecordChamberWithdrawalAsync(
        new RecordChamberWithdrawalRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, Party = request.Answers.Chosen<CaseParty>("partie"),
            WithdrawnOn = request.Answers.ProtoDate("desiste-le"),
        })).Instruction, "Enregistrez l’ordonnance du président qui en donne acte.");

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with { Fields = Questions };
}
