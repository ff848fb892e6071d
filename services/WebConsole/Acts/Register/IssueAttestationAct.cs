using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Hosting;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A signed attestation of registration.</summary>
[Calls("registry/AttestationsService/IssueAttestation")]
internal sealed class IssueAttestationAct(AttestationsService.AttestationsServiceClient attestations, ConsoleOptions console) : Act
{
    public override string Name => "delivrer-attestation";

    public override string Title => "Délivrer une attestation d’inscription";

    public override string SendLabel => "Délivrer l’attestation";

    public override ActPlace Place => ActPlace.Physician;

    public override Task<ActSubject> LoadAsync(string record) =>
        Task.FromResult(new ActSubject(record, $"RPPS {record}", $"/medecins/{record}", [])
        {
            Notes = ["L’attestation dit que le médecin est inscrit ce jour sans restriction."],
        });

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["L’attestation est signée ; son code se vérifie par tous.", "Elle cesse de valoir si le tableau change.", "Elle peut être révoquée."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var attestation =
            (await attestations.IssueAttestationAsync(new IssueAttestationRequest { RequestId = request.RequestId, Rpps = request.Record })).Attestation;
        return new Outcome("L’attestation est délivrée", attestation.Code)
        {
            Next = [$"Valable jusqu’au {Dates.Of(attestation.ValidUntil)}."],
            Address = console.PublicPages + attestation.Page,
            AddressLabel = "Ouvrir et imprimer l’attestation",
        };
    }
}
