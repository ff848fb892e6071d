using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>An application with its documents, its clock, its notices and the appeals that are possible.</summary>
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class ApplicationModel(ApplicationsService.ApplicationsServiceClient applications, ActLinks links, TimeProvider clock) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Application Application { get; private set; } = new();

    public DateOnly Today { get; } = LegalDay.Of(clock.GetUtcNow());

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    /// <summary>The time limit runs while the council has not decided.</summary>
    public OrdreCouncils.Protos.Registry.V1.TimeLimit? Clock =>
        Application.State is ApplicationState.Complete or ApplicationState.DecisionPrepared ? Application.DecisionTime : null;

    public async Task OnGetAsync()
    {
        Application = (await applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = Id })).Application;
        Acts = links.Of(ActPlace.Application, Id, Application.State.ToString());
    }
}
