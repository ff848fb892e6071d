using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A physician retires and stays registered, or practises again.</summary>
[Calls("registry/RegistrationsService/RecordRetirement")]
[Calls("registry/RegistrationsService/GetRegistrationHistory")]
internal sealed class RecordRetirementAct(RegistrationsService.RegistrationsServiceClient registrations, Viewer viewer) : PhysicianAct(registrations, viewer)
{
    private const string Resumes = "reprise";

    public override string Name => "enregistrer-retraite";

    public override string Title => "Enregistrer la retraite ou la reprise d’exercice";

    protected override IReadOnlyList<string> Wanted => [Registered];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Text("fait") == Resumes
            ? ["Le tableau ne montre plus le médecin comme retraité à partir de ce jour."]
            : ["Le médecin reste inscrit, avec les droits de l’inscription.", "Pour le retirer du tableau, enregistrez une sortie."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var resumed = request.Answers.Text("fait") == Resumes;
        await Registrations.RecordRetirementAsync(new RecordRetirementRequest
        {
            RequestId = request.RequestId, Rpps = request.Record, Etag = request.Etag, Resumed = resumed,
            EffectiveOn = request.Answers.ProtoDate("a-partir-du"),
        });
        return Done(resumed ? "La reprise d’exercice est enregistrée" : "La retraite est enregistrée", request.Record);
    }

    protected override ActSubject Complete(GetRegistrationHistoryResponse history, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField("fait", "Que fait le médecin ?", [new Option("retraite", "Il prend sa retraite et reste inscrit"), new Option(
                Resumes, "Il reprend l’exercice")]),
            new DateField("a-partir-du", "À partir du") { Contract = "effective_on", Expected = "Écrivez un jour qui est au plus un an dans le futur." },
        ],
        Begin = Answers.None.With("fait", history.Registration.Retired ? Resumes : "retraite"),
    };
}
