using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>An affair: where each council stands, and the lines of its list, the doubtful ones with their candidates.</summary>
[Calls("discipline/AffairListsService/GetAffairDashboard")]
[Calls("discipline/AffairListsService/ListAffairLines")]
internal sealed class AffairModel(AffairListsService.AffairListsServiceClient lists, ActLinks links) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public AffairDashboard Dashboard { get; private set; } = new();

    public IReadOnlyList<AffairLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Dashboard = (await lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = Id })).Dashboard;
        if (Dashboard.LineCount > 0)
        {
            var state = Enum.TryParse<AffairLineState>(State, out var asked) ? asked : AffairLineState.Unspecified;
            var answer = await lists.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = Id, State = state, PageToken = Token ?? "" });
            Lines = answer.Lines;
            Next = answer.NextPageToken.Length > 0 ? $"/affaires/{Id}?etat={state}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
        }

        Acts = links.Of(ActPlace.Affair, Id, "");
    }

    public IReadOnlyList<ActLink> ActsOf(AffairLine line) => links.Of(ActPlace.AffairLine, $"{Id}.{line.LineId}", line.State.ToString());
}
