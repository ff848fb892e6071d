using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>Two numbers belong to one person: one answers for both.</summary>
[Calls("registry/DuplicatesService/MergeRecords")]
[Calls("registry/DuplicatesService/CompareRecords")]
internal sealed class MergeRecordsAct(DuplicatesService.DuplicatesServiceClient duplicates) : PairAct(duplicates)
{
    public override string Name => "fusionner-fiches";

    public override string Title => "Fusionner ces deux fiches";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        $"Le numéro {answers.Text("conserve")} répond désormais pour les deux.",
        "Les restrictions des deux fiches s’appliquent à la personne, sous l’un et l’autre numéro.",
        "Chaque fiche garde son historique : la fusion peut être annulée.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var (first, second) = Parts(request.Record);
        var (firstEtag, secondEtag) = Parts(request.Etag);
        var keepsFirst = request.Answers.Text("conserve") == first;
        var merge = (await Duplicates.MergeRecordsAsync(new MergeRecordsRequest
        {
            RequestId = request.RequestId, Reason = request.Answers.Text("motif"), Kept = keepsFirst ? first : second, Merged = keepsFirst ? second : first,
            KeptEtag = keepsFirst ? firstEtag : secondEtag, MergedEtag = keepsFirst ? secondEtag : firstEtag,
        })).Merge;
        return new Outcome("Les fiches sont fusionnées")
        {
            Next = [$"Le numéro {merge.Merged} montre la fiche {merge.Kept}."], Address = $"/medecins/{merge.Kept}", AddressLabel = "Ouvrir la fiche conservée",
        };
    }

    protected override ActSubject Complete(CompareRecordsResponse compared, ActSubject subject) => subject with
    {
        Fields =
        [
            new ChoiceField("conserve", "Quel numéro répond pour les deux ?",
                [new Option(compared.First.Physician.Rpps, NameOf(compared.First)), new Option(compared.Second.Physician.Rpps, NameOf(compared.Second))])
            {
                Contract = "kept",
            },
            new LongTextField("motif", "Pourquoi est-ce la même personne ?") { Longest = 500, Rows = 3, Contract = "reason", Expected = LongestReason },
        ],
    };
}
