using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>A council registers a complaint (CSP L.4123-2).</summary>
[Calls("discipline/ComplaintsService/RegisterComplaint")]
internal sealed class RegisterComplaintAct(ComplaintsService.ComplaintsServiceClient complaints, TimeProvider clock) : Act
{
    private static readonly Option[] Authors =
    [
        new("Patient", "Patient"), new("Relative", "Proche d’un patient"), new("InsuranceFund", "Organisme d’assurance maladie"), new("Physician", "Médecin"),
        new("Association", "Association"), new("Authority", "Ministre, préfet, ARS ou procureur"),
        new("OrdinalBody", "Conseil de l’Ordre", "Sa plainte ne va pas en conciliation."), new("OtherLegalPerson", "Autre personne morale"),
        new("OtherPerson", "Autre personne"),
    ];

    private static readonly Option[] Regimes =
    [
        new("Ordinary", "Ordinaire"), new("PublicService", "Service public", "Seules certaines autorités saisissent la chambre (CSP L.4124-2)."),
        new("Control", "Fonction de contrôle", "Le conseil ne saisit pas la chambre (CSP L.4124-2)."),
    ];

    private static readonly Option[] Attached =
        [new("signee", "La plainte est signée"), new("deliberation", "La délibération de la personne morale est jointe")];

    private static readonly Field[] Questions =
    [
        new ChoiceField("auteur", "Qui se plaint ?", Authors) { Contract = "author.kind" },
        new TextField("nom", "Nom de l’auteur") { Contract = "author.name" },
        new LongTextField("adresse", "Adresse postale de l’auteur") { Longest = 500, Rows = 3, Contract = "author.address" },
        new TextField("rpps", "Numéro RPPS du médecin mis en cause")
        {
            Digits = true, Longest = 11, Contract = "respondents", Expected = "Écrivez les onze chiffres d’un médecin inscrit à votre conseil.",
            Hint = "Onze chiffres. Un autre médecin : une autre plainte.",
        },
        new ChoiceField("regime", "Les faits relèvent-ils d’un service public ou d’une fonction de contrôle ?", Regimes) { Contract = "regime" },
        new TextField("objet", "Objet de la plainte") { Hint = "En quelques mots, sans nommer personne.", Contract = "title" },
        new LongTextField("faits", "Faits") { Longest = 20_000, Contract = "facts" },
        new DateField("faits-le", "Jour des faits") { Contract = "facts_on", Expected = "Écrivez un jour qui n’est pas dans le futur." },
        new TextField("lieu", "Lieu des faits") { Required = false, Contract = "place" },
        new LongTextField("griefs", "Articles du code de déontologie visés")
        {
            Required = false, Rows = 3, Contract = "grievances", Hint = "Un par ligne : 4 pour R.4127-4, 37-1 pour R.4127-37-1.",
            Expected = "Écrivez un article en vigueur par ligne : 1 à 112 sauf 92, ou 19-1, 19-2, 30-1, 37-1 à 37-4, 68-1.",
        },
        new DateField("recue-le", "Jour de réception au conseil")
        {
            Hint = "Les délais courent de ce jour.", Contract = "registered_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant les faits.",
        },
        new ChecksField("pieces", "Avec la plainte", Attached) { Required = false },
        new TextField("copies", "Nombre de copies reçues") { Digits = true, Longest = 4, Contract = "copies", Expected = "Écrivez un nombre de 0 à 1000." },
    ];

    public override string Name => "enregistrer-plainte";

    public override string Title => "Enregistrer une plainte";

    public override ActPlace Place => ActPlace.Nowhere;

    public override Task<ActSubject> LoadAsync(string record)
    {
        var today = LegalDay.Of(clock.GetUtcNow());
        return Task.FromResult(new ActSubject(record, "Nouvelle plainte", "/file", Questions)
        {
            Begin = Answers.None.With("recue-le", today).With("regime", "Ordinary").With("copies", "0"),
        });
    }

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        if (answers.Number("copies") is null)
            yield return ("copies", "Écrivez un nombre de 0 à 1000.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers)
    {
        var ordinal = answers.Text("auteur") == "OrdinalBody";
        return Task.FromResult<IReadOnlyList<string>>(
        [
            "La plainte reçoit un numéro de registre, qui ne change plus.",
            "Le conseil accuse réception et informe le médecin.",
            ordinal ? "Une plainte d’un conseil de l’Ordre n’est pas conciliée : le conseil délibère."
                : "Les parties sont convoquées en conciliation dans le mois de l’enregistrement (CSP L.4123-2).",
            "Le conseil transmet la plainte à la chambre dans les trois mois, avec son avis motivé (CSP L.4123-2).",
        ]);
    }

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new RegisterComplaintRequest
        {
            RequestId = request.RequestId,
            Author = new ComplaintAuthor
            {
                Kind = Enum.Parse<AuthorKind>(answers.Text("auteur")), Name = answers.Text("nom"), Address = answers.Text("adresse"),
            },
            Regime = Enum.Parse<SeisinRegime>(answers.Text("regime")),
            Title = answers.Text("objet"),
            Facts = answers.Text("faits"),
            FactsOn = answers.ProtoDate("faits-le"),
            Place = answers.Text("lieu"),
            RegisteredOn = answers.ProtoDate("recue-le"),
            Signed = answers.All("pieces").Contains("signee"),
            DeliberationAttached = answers.All("pieces").Contains("deliberation"),
            Copies = answers.Number("copies") ?? 0,
            Respondents =
            {
                new ComplaintRespondent { Rpps = answers.Text("rpps").Replace(" ", "", StringComparison.Ordinal), Kind = RespondentKind.Registered },
            },
        };
        sent.Grievances.Add(answers.Lines("griefs"));
        var complaint = (await complaints.RegisterComplaintAsync(sent)).Complaint;
        return new Outcome("La plainte est enregistrée", complaint.Number)
        {
            Next =
            [
                .. complaint.Lacks.Select(lack => $"Il manque : {ComplaintWords.Of(lack)}. Demandez la régularisation."),
                "Envoyez l’accusé de réception et informez le médecin.",
            ],
            Address = $"/dossiers/{complaint.Cases[0].CaseId}",
            AddressLabel = "Ouvrir le dossier",
        };
    }
}
