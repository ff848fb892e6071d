using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>An act on two records, offered where they are compared. Its record is the two numbers, with a point between.</summary>
internal abstract class PairAct(DuplicatesService.DuplicatesServiceClient duplicates) : Act
{
    public const string Apart = "separees";

    public const string LongestReason = "Écrivez le motif, en 500 caractères au plus, sans donnée de santé.";

    public sealed override ActPlace Place => ActPlace.Pair;

    protected DuplicatesService.DuplicatesServiceClient Duplicates { get; } = duplicates;

    public static string State(CompareRecordsResponse compared) =>
        ActLinks.State((Apart, compared.First.MergedInto.Length + compared.Second.MergedInto.Length == 0));

    public sealed override bool FitsState(string state) => ActLinks.Holds(state, Apart);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var (first, second) = Parts(record);
        var compared = await Duplicates.CompareRecordsAsync(new CompareRecordsRequest { First = first, Second = second });
        return Complete(
            compared, new ActSubject(record, $"{NameOf(compared.First)} et {NameOf(compared.Second)}", $"/doublons/comparer?a={first}&b={second}", [])
            {
                Etag = $"{compared.First.Etag}.{compared.Second.Etag}", Notes = Likenesses(compared),
            });
    }

    protected abstract ActSubject Complete(CompareRecordsResponse compared, ActSubject subject);

    protected static (string First, string Second) Parts(string pair) => pair.Split('.') is [var first, var second] ? (first, second) : (pair, "");

    protected static string NameOf(ComparedRecord record) => $"{record.Physician.FamilyName} {record.Physician.GivenName} ({record.Physician.Rpps})";

    private static IReadOnlyList<string> Likenesses(CompareRecordsResponse compared) => compared.Likenesses.Count == 0
        ? [] : [$"En commun : {string.Join(", ", compared.Likenesses.Select(DuplicateWords.Of))}."];
}
