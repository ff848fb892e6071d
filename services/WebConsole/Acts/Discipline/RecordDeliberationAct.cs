using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Discipline;

/// <summary>The council deliberates on a complaint (CSP L.4123-2).</summary>
[Calls("discipline/DeliberationsService/RecordDeliberation")]
[Calls("discipline/CasesService/GetCase")]
internal sealed class RecordDeliberationAct(CasesService.CasesServiceClient cases, DeliberationsService.DeliberationsServiceClient deliberations)
    : CaseAct(cases)
{
    private const string Recused = " (récusé)";

    private static readonly Option[] Outcomes =
    [
        new("Transmit", "Transmettre sans s’associer", "Le conseil est partie en tout cas."), new("Associate", "Transmettre et s’associer à la plainte"),
        new("OwnName", "Saisir en son nom", "Plainte retirée, ou d’un auteur qui ne peut saisir la chambre (CSP L.4124-2)."),
        new("NoReferral", "Ne pas saisir", "Le dossier prend fin. Pas pour une plainte que le conseil doit transmettre."),
    ];

    private static readonly Field[] Questions =
    [
        new DateField("deliberee-le", "Jour de la délibération") { Contract = "deliberated_on", Expected = PastDay },
        new ChoiceField("issue", "Décision du conseil", Outcomes) { Contract = "outcome" },
        new LongTextField("membres", "Membres présents")
        {
            Rows = 6, Contract = "members", Hint = $"Un nom par ligne ; ajoutez «{Recused} » à qui n’a pas voté (CSP R.4123-19).",
            Expected = "Écrivez chaque membre présent une fois, un par ligne ; un médecin mis en cause est récusé.",
        },
        new TextField("pour", "Voix pour") { Digits = true, Longest = 3, Contract = "votes_for", Expected = "Plus de voix pour que contre." },
        new TextField("contre", "Voix contre") { Digits = true, Longest = 3, Contract = "votes_against", Expected = "Écrivez un nombre de 0 à 100." },
        new TextField("abstentions", "Abstentions")
        {
            Digits = true, Longest = 3, Contract = "abstentions", Expected = "Voix et abstentions font ensemble le nombre des membres qui ont voté.",
        },
        new LongTextField(Opinion, "Avis motivé") { Contract = "reasoned_opinion", Rows = 12 },
    ];

    public override string Name => "enregistrer-deliberation";

    public override string Title => "Enregistrer la délibération";

    protected override IReadOnlyList<CaseStatus> Statuses =>
        [CaseStatus.ComplaintRegistered, CaseStatus.NotConciliated, CaseStatus.Opened, CaseStatus.Withdrawn];

    public override IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers)
    {
        foreach (var field in new[] { "pour", "contre", "abstentions" })
        {
            if (answers.Number(field) is null)
                yield return (field, "Écrivez un nombre de 0 à 100.");
        }

        var voting = answers.Lines("membres").Count(member => !member.EndsWith(Recused, StringComparison.Ordinal));
        if (answers.Number("pour") + answers.Number("contre") + answers.Number("abstentions") is { } voices && voices != voting)
            yield return ("abstentions", $"Voix et abstentions font {voices} ; {voting} membres présents ont voté.");
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        answers.Text("issue") == "NoReferral"
            ? ["Le dossier prend fin au conseil.", "Cet acte ne se défait pas."]
            : ["Le greffe prépare la saisine ; le président la signe.", "La chambre est saisie le jour de la signature."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new RecordDeliberationRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag,
            DeliberatedOn = answers.ProtoDate("deliberee-le"), Outcome = Enum.Parse<DeliberationOutcome>(answers.Text("issue")),
            VotesFor = answers.Number("pour") ?? 0, VotesAgainst = answers.Number("contre") ?? 0, Abstentions = answers.Number("abstentions") ?? 0,
            ReasonedOpinion = answers.Text(Opinion),
        };
        sent.Members.Add(answers.Lines("membres").Select(member => member.EndsWith(Recused, StringComparison.Ordinal)
            ? new DeliberatingMember { Name = member[..^Recused.Length].Trim(), Recused = true }
            : new DeliberatingMember { Name = member }));
        return Done("La délibération est enregistrée", (await deliberations.RecordDeliberationAsync(sent)).Case);
    }

    protected override Task<ActSubject> CompleteAsync(Case file, ActSubject subject) => Task.FromResult(subject with { Fields = Questions });
}
