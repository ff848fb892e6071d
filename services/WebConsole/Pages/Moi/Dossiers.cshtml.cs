using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The respondent's own cases.</summary>
[Calls("discipline/OwnCasesService/ListOwnCases")]
internal sealed class OwnCasesModel(OwnCasesService.OwnCasesServiceClient own) : PageModel
{
    public IReadOnlyList<OwnCaseSummary> Cases { get; private set; } = [];

    public async Task OnGetAsync() => Cases = (await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases;
}
