using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>Undoes a merge: both records answer for themselves again.</summary>
[Calls("registry/DuplicatesService/UndoMerge")]
[Calls("registry/DuplicatesService/GetMerge")]
internal sealed class UndoMergeAct(DuplicatesService.DuplicatesServiceClient duplicates) : Act
{
    private static readonly Field[] Questions =
    [
        new LongTextField("motif", "Pourquoi sont-ce finalement deux personnes ?")
        {
            Longest = 500, Rows = 3, Contract = "reason", Expected = PairAct.LongestReason,
        },
    ];

    public override string Name => "annuler-fusion";

    public override string Title => "Annuler une fusion";

    public override ActPlace Place => ActPlace.Nowhere;

    public override async Task<ActSubject> LoadAsync(string record)
    {
        var merge = (await duplicates.GetMergeAsync(new GetMergeRequest { MergeId = record })).Merge;
        return new ActSubject(record, $"{merge.Merged} fusionné dans {merge.Kept}", "/doublons/fusions", Questions)
        {
            Facts = [new Line("Fusionnés", $"{Dates.Of(merge.MergedAt)}, par {merge.MergedBy}"), new Line("Motif", merge.Reason)],
        };
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Chaque numéro répond de nouveau pour lui-même, avec son historique, aussi pour ce qui fut enregistré pendant la fusion."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var merge = (await duplicates.UndoMergeAsync(new UndoMergeRequest
        {
            RequestId = request.RequestId, MergeId = request.Record, Reason = request.Answers.Text("motif"),
        })).Merge;
        return new Outcome("La fusion est annulée")
        {
            Address = $"/doublons/comparer?a={merge.Kept}&b={merge.Merged}", AddressLabel = "Comparer les deux fiches",
        };
    }
}
