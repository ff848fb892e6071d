using Google.Protobuf;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Affairs;

/// <summary>The national council imports the list of an outside body.</summary>
[Calls("discipline/AffairListsService/ImportAffairList")]
internal sealed class ImportAffairListAct(AffairListsService.AffairListsServiceClient lists) : Act
{
    private const string File = "liste";

    private static readonly Field[] Questions =
    [
        new TextField("objet", "Objet de l’affaire") { Contract = "title", Hint = "En quelques mots, sans nommer personne." },
        new TextField("source", "Organisme qui envoie la liste") { Contract = "source" },
        new LongTextField("faits", "Faits")
        {
            Longest = 20_000, Contract = "facts", Hint = "Chaque conseil reçoit ce texte tel quel : n’y nommez aucun médecin mis en cause.",
        },
        new DateField("faits-le", "Jour des faits") { Contract = "facts_on", Expected = "Écrivez un jour qui n’est pas dans le futur." },
        new LongTextField(File, "Liste au format CSV")
        {
            Longest = 300_000, Rows = 12, Contract = "csv",
            Hint = "Collez le contenu du fichier. Première ligne : nom;prenoms;date_naissance;rpps;lieu_exercice.",
            Expected = "Une ligne d’en-tête avec nom, prenoms, date_naissance, rpps et lieu_exercice, puis une ligne par personne ; "
                + "dates AAAA-MM-JJ, RPPS de onze chiffres ou vide.",
        },
    ];

    public override string Name => "importer-liste";

    public override string Title => "Importer la liste d’un organisme";

    public override ActPlace Place => ActPlace.Affairs;

    public override Task<ActSubject> LoadAsync(string record) => Task.FromResult(new ActSubject(record, "Nouvelle affaire", "/affaires", Questions));

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"{Math.Max(answers.Lines(File).Count - 1, 0)} lignes seront recherchées au tableau.",
        "Une correspondance sûre va au conseil du médecin ; une ligne douteuse attend votre choix ; les autres vous sont montrées.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var board = (await lists.ImportAffairListAsync(new ImportAffairListRequest
        {
            RequestId = request.RequestId, Title = request.Answers.Text("objet"), Source = request.Answers.Text("source"),
            Facts = request.Answers.Text("faits"),
            FactsOn = request.Answers.ProtoDate("faits-le"), Csv = ByteString.CopyFromUtf8(request.Answers.Text(File) + "\n"),
        })).Dashboard;
        return new Outcome("La liste est importée")
        {
            Next = [$"{board.LineCount} lignes sont en cours de recherche."], Address = $"/affaires/{board.AffairId}", AddressLabel = "Suivre l’affaire",
        };
    }
}
