using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A physician declares a change, or a clerk records it (CSP D.4113-115, L.4113-15).</summary>
[Calls("registry/RegistrationsService/DeclareChange")]
[Calls("registry/RegistrationsService/GetRegistrationHistory")]
internal sealed class DeclareChangeAct(RegistrationsService.RegistrationsServiceClient registrations, Viewer viewer) : PhysicianAct(registrations, viewer)
{
    private const string Notice = "preavis";

    private static readonly Option[] Notices =
    [
        new("non", "Non"), new(nameof(CessationException.Unspecified), "Oui, sans exception"),
        new(nameof(CessationException.Liquidation), "Oui, après une liquidation judiciaire"),
        new(nameof(CessationException.Ban), "Oui, après une interdiction d’exercer"),
        new(nameof(CessationException.Personal), "Oui, pour une raison personnelle prévue par le texte"),
    ];

    public override string Name => "declarer-changement";

    public override string Title => "Déclarer un changement";

    protected override IReadOnlyList<string> Wanted => [Registered, InTransfer, Gone];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        List<string> sentences = ["Un changement se déclare dans le mois (CSP D.4113-115) ; une déclaration tardive est enregistrée comme telle."];
        if (answers.Chosen<DeclarationKind>("objet") == DeclarationKind.Cessation)
            sentences.Add("La déclaration ne retire pas du tableau : le conseil enregistre la sortie.");
        if (answers.Text(Notice) is not ("" or "non"))
            sentences.Add(
                "La cessation définitive d’un médecin libéral conventionné s’annonce six mois avant (CSP L.4113-15), sauf exception (CSP D.4113-115-1).");
        return Task.FromResult<IReadOnlyList<string>>(sentences);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new DeclareChangeRequest
        {
            RequestId = request.RequestId, Rpps = request.Record, Kind = answers.Chosen<DeclarationKind>("objet"), ChangedOn = answers.ProtoDate("change-le"),
            DeclaredOn = answers.ProtoDate("declare-le"), Details = answers.Text("details"),
        };
        if (answers.Text(Notice) is not ("" or "non"))
            sent.CessationNotice = new CessationNotice { Exception = answers.Chosen<CessationException>(Notice) };
        var declaration = (await Registrations.DeclareChangeAsync(sent)).Declaration;
        return Done(
            "La déclaration est enregistrée", request.Record,
            declaration.Late
                ? $"Elle est hors délai : le dernier jour était le {Dates.Of(declaration.DueOn)} (CSP D.4113-115)."
                : "Elle est faite dans le délai.");
    }

    protected override ActSubject Complete(GetRegistrationHistoryResponse history, ActSubject subject)
    {
        List<Field> questions =
        [
            new ChoiceField("objet", "Qu’est-ce qui change ?",
            [
                new Option(nameof(DeclarationKind.ContactDetails), "L’adresse ou d’autres coordonnées"),
                new Option(nameof(DeclarationKind.Practice), "La fonction, le lieu ou le mode d’exercice"),
                new Option(nameof(DeclarationKind.Cessation), "La cessation d’exercice"),
            ]) { Contract = "kind" },
            new DateField("change-le", "Jour du changement")
            {
                Contract = "changed_on", Expected = "Écrivez un jour qui n’est pas après la déclaration ; pour une cessation, un an d’avance au plus.",
            },
            new LongTextField("details", "Ce qui change")
            {
                Longest = 2000, Rows = 5, Contract = "details", Expected = "Écrivez ce qui change, en 2000 caractères au plus.",
            },
            new ChoiceField(Notice, "Est-ce la cessation définitive d’un médecin libéral conventionné ? (CSP L.4113-15)", Notices)
            {
                Contract = "cessation_notice", Expected = "Répondez « Non » pour un autre changement, ou une cessation avant le 29 décembre 2023 ; "
                    + "les exceptions valent depuis le 11 septembre 2025.",
            },
        ];
        // A physician's own declaration bears today's date.
        if (!IsOwn)
        {
            questions.Add(new DateField("declare-le", "Jour où le conseil a été informé")
            {
                Required = false, Contract = "declared_on", Hint = "Vide pour aujourd’hui.", Expected = "Écrivez un jour qui n’est pas dans le futur.",
            });
        }

        return subject with { Fields = questions, Begin = Answers.None.With(Notice, "non") };
    }
}
