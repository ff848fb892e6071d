using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

[Calls("discipline/AffairsService/ListAffairs")]
internal sealed class AffairsModel(AffairsService.AffairsServiceClient affairs, ActLinks links) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public IReadOnlyList<AffairSummary> Affairs { get; private set; } = [];

    public string? Next { get; private set; }

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var answer = await affairs.ListAffairsAsync(new ListAffairsRequest { PageToken = Token ?? "" });
        Affairs = answer.Affairs;
        Next = answer.NextPageToken.Length > 0 ? $"/affaires?suite={Uri.EscapeDataString(answer.NextPageToken)}" : null;
        Acts = links.Of(ActPlace.Affairs, "-", "");
    }
}
