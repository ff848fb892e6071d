using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Number of registered physicians: the service's chart, and the same numbers as a table.</summary>
[Calls("registry/DemographyService/DrawDemography")]
internal sealed class DemographyModel(DemographyService.DemographyServiceClient demography) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "graphique")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "conseil")]
    public string? Council { get; set; }

    public DemographyQuery Query => DemographyQuery.Of(Asked, Council);

    /// <summary>Null when the council is unknown.</summary>
    public CountPhysiciansResponse? Counts { get; private set; }

    public async Task OnGetAsync()
    {
        if (Query.IsKnownCouncil)
            Counts = (await demography.DrawDemographyAsync(Query.ToRequest())).Counts;
    }
}
