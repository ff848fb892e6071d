using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>One own case, with the day that the physician must keep.</summary>
[Calls("discipline/OwnCasesService/GetOwnCase")]
internal sealed class OwnCaseModel(OwnCasesService.OwnCasesServiceClient own) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public OwnCase Case { get; private set; } = new();

    public async Task OnGetAsync() => Case = (await own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = Id })).Case;
}
