using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Register;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Two records side by side, the differences in words.</summary>
[Calls("registry/DuplicatesService/CompareRecords")]
internal sealed class CompareModel(DuplicatesService.DuplicatesServiceClient duplicates, ActLinks links) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "a")]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true, Name = "b")]
    public string? Second { get; set; }

    public IReadOnlyList<(string Label, string One, string Other)> Rows { get; private set; } = [];

    public IReadOnlyList<Likeness> Likenesses { get; private set; } = [];

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var answer = await duplicates.CompareRecordsAsync(new CompareRecordsRequest { First = First ?? "", Second = Second ?? "" });
        Likenesses = answer.Likenesses;
        Rows = [.. Cells(answer.First).Zip(Cells(answer.Second), (one, other) => (one.Label, one.Value, other.Value))];
        Acts = links.Of(ActPlace.Pair, $"{First}.{Second}", PairAct.State(answer));
    }

    private static IEnumerable<Line> Cells(ComparedRecord record) =>
    [
        new("RPPS", record.Physician.Rpps), new("Titre et civilité", $"{record.Physician.Title} {record.Physician.Civility}".Trim()),
        new("Nom", record.Physician.FamilyName),
        new("Prénoms", record.Physician.GivenName), new("Conseil", record.Physician.Council), new("Statut", RegisterWords.Of(record.Registration.Status)),
        new("Connu du tableau depuis", Dates.Of(record.Registration.RegisteredSince)),
        new("Restrictions", string.Join("\n", record.Registration.Restrictions.Select(RegisterWords.Of))),
        new("Qualifications", string.Join("\n", record.Physician.Qualifications.Select(held => held.Label).Order(StringComparer.Ordinal))),
        new("Lieux d’exercice", string.Join("\n", record.Physician.Activities.Select(Place).Order(StringComparer.Ordinal))),
        new("Fusionné dans", record.MergedInto),
    ];

    private static string Place(Activity activity) =>
        string.Join(", ", new[] { activity.Structure, $"{activity.PostalCode} {activity.Town}".Trim() }.Where(part => part.Length > 0));
}
