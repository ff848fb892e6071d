using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A physician leaves the register other than by sanction (CSP R.4112-3, L.4112-1).</summary>
[Calls("registry/RegistrationsService/RecordDeparture")]
[Calls("registry/RegistrationsService/GetRegistrationHistory")]
internal sealed class RecordDepartureAct(RegistrationsService.RegistrationsServiceClient registrations, Viewer viewer) : PhysicianAct(registrations, viewer)
{
    // Of those who record departures, presidents alone correct facts.
    private const string PresidentOnly = "registry/RegistrationsService/CorrectFact";

    private static readonly Option[] Grounds =
    [
        new(nameof(FactGround.Request), "À sa demande (CSP R.4112-3)"), new(nameof(FactGround.TransferOut), "Vers un autre conseil (CSP R.4112-3)"),
        new(nameof(FactGround.Cessation), "N’exerce plus en France (CSP R.4112-3)", "Un an d’avance au plus."), new(nameof(FactGround.Death), "Décès"),
    ];

    private static readonly Option[] Decided =
    [
        new(nameof(FactGround.ConditionsNotMet), "Ne remplit plus les conditions (CSP L.4112-1)", "Décision du conseil."),
        new(
            nameof(FactGround.IllegalRegistration), "Inscription illégale retirée (CSP L.4112-1)",
            "Décision du conseil, dans les quatre mois de l’inscription."),
    ];

    public override string Name => "enregistrer-sortie";

    public override string Title => "Enregistrer la sortie du tableau";

    protected override IReadOnlyList<string> Wanted => [Registered, InTransfer];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"Le médecin n’est plus au tableau à partir du {Dates.Of(answers.Date("a-partir-du")!.Value)}.",
        "La sortie est notifiée dans la semaine, comme une décision (CSP R.4112-3, R.4112-4).",
        "Le président peut corriger cet enregistrement ; il reste dans la chronologie.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answer = await Registrations.RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = request.RequestId, Rpps = request.Record, Etag = request.Etag, Ground = request.Answers.Chosen<FactGround>("motif"),
            EffectiveOn = request.Answers.ProtoDate("a-partir-du"),
        });
        return Done("La sortie du tableau est enregistrée", request.Record, [.. answer.Fact.Notifications.Select(notice =>
            $"À notifier : {ApplicationWords.Of(notice.Recipient)}, jusqu’au {Dates.Of(notice.DueOn)}.")]);
    }

    protected override ActSubject Complete(GetRegistrationHistoryResponse history, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField("motif", "Pourquoi quitte-t-il le tableau ?", Viewer.May(PresidentOnly) ? [.. Grounds, .. Decided] : Grounds)
            {
                Contract = "ground",
            },
            new DateField("a-partir-du", "Premier jour hors du tableau")
            {
                Contract = "effective_on", Hint = "Le jour de la cessation, sinon celui où la demande a été reçue (CSP R.4112-3).",
                Expected = "Écrivez un jour qui n’est pas dans le futur ; pour une cessation annoncée, un an d’avance au plus.",
            },
        ],
    };
}
