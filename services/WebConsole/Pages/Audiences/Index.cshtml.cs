using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Chambers;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A hearing with its formation, and who was summoned in time.</summary>
[Calls("discipline/HearingsService/GetHearing")]
internal sealed class HearingModel(HearingsService.HearingsServiceClient hearings, ActLinks links) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Hearing Hearing { get; private set; } = new();

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Hearing = (await hearings.GetHearingAsync(new GetHearingRequest { HearingId = Id })).Hearing;
        Acts = links.Of(ActPlace.Hearing, Id, HearingAct.State(Hearing));
    }
}
