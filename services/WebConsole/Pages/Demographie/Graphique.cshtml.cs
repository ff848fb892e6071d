using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The chart, as the service draws it.</summary>
[Calls("registry/DemographyService/DrawDemography")]
internal sealed class DemographyPictureModel(DemographyService.DemographyServiceClient demography) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "graphique")] string? chart, [FromQuery(Name = "conseil")] string? council) =>
        Content((await demography.DrawDemographyAsync(DemographyQuery.Of(chart, council).ToRequest())).Svg, "image/svg+xml; charset=utf-8");
}
