using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The picture of an affair, as the service draws it.</summary>
[Calls("discipline/AffairListsService/DrawAffairDashboard")]
internal sealed class AffairPictureModel(AffairListsService.AffairListsServiceClient lists) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id) => Content(
        (await lists.DrawAffairDashboardAsync(new DrawAffairDashboardRequest { AffairId = id })).Svg, "image/svg+xml; charset=utf-8");
}
