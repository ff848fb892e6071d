using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A case with the law's clock: what is due, by whom, and how the day was counted.</summary>
[Calls("discipline/CasesService/GetCase")]
internal sealed class CaseModel(CasesService.CasesServiceClient cases, ActLinks links, TimeProvider clock) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Case Case { get; private set; } = new();

    public DateOnly Today { get; } = LegalDay.Of(clock.GetUtcNow());

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Case = (await cases.GetCaseAsync(new GetCaseRequest { CaseId = Id })).Case;
        Acts = links.Of(ActPlace.Case, Id, ActLinks.State(Case.Status));
    }
}
