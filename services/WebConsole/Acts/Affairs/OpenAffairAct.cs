using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Affairs;

/// <summary>The national council opens an affair against named physicians.</summary>
[Calls("discipline/AffairsService/OpenAffair")]
internal sealed class OpenAffairAct(AffairsService.AffairsServiceClient affairs) : Act
{
    private static readonly Field[] Questions =
    [
        new TextField("objet", "Objet de l’affaire") { Contract = "title", Hint = "En quelques mots, sans nommer personne." },
        new LongTextField("faits", "Faits")
        {
            Longest = 20_000, Contract = "facts", Hint = "Chaque conseil reçoit ce texte tel quel : n’y nommez aucun autre médecin mis en cause.",
        },
        new DateField("faits-le", "Jour des faits") { Contract = "facts_on", Expected = "Écrivez un jour qui n’est pas dans le futur." },
        new LongTextField("rpps", "Numéros RPPS des médecins")
        {
            Rows = 4, Contract = "respondents", Hint = "Un par ligne.",
            Expected = "Écrivez un numéro RPPS de onze chiffres par ligne, chaque médecin une fois.",
        },
    ];

    public override string Name => "ouvrir-affaire";

    public override string Title => "Ouvrir une affaire";

    public override ActPlace Place => ActPlace.Affairs;

    public override Task<ActSubject> LoadAsync(string record) => Task.FromResult(new ActSubject(record, "Nouvelle affaire", "/affaires", Questions));

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"Un dossier s’ouvre pour chacun des {answers.Lines("rpps").Count} médecins, au conseil où il est inscrit.",
        "Chaque conseil décide de la suite de son dossier ; il ne sait pas qui sont les autres médecins.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var sent = new OpenAffairRequest
        {
            RequestId = request.RequestId, Title = request.Answers.Text("objet"), Facts = request.Answers.Text("faits"),
            FactsOn = request.Answers.ProtoDate("faits-le"),
        };
        sent.Respondents.Add(request.Answers.Lines("rpps").Select(rpps => new Respondent { Rpps = rpps.Replace(" ", "", StringComparison.Ordinal) }));
        var affair = (await affairs.OpenAffairAsync(sent)).Affair;
        return new Outcome("L’affaire est ouverte")
        {
            Next = [.. affair.Cases.Select(one => $"RPPS {one.Rpps} : conseil {one.Council}.")],
            Address = $"/affaires/{affair.AffairId}", AddressLabel = "Ouvrir l’affaire",
        };
    }
}
