using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Register;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A physician's own record.</summary>
[Calls("registry/PhysiciansService/GetOwnRecord")]
internal sealed class OwnRecordModel(PhysiciansService.PhysiciansServiceClient physicians, ActLinks links) : PageModel
{
    public Physician Physician { get; private set; } = new();

    public Registration Registration { get; private set; } = new();

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var answer = await physicians.GetOwnRecordAsync(new GetOwnRecordRequest());
        (Physician, Registration) = (answer.Physician, answer.Registration);
        Acts = links.Of(ActPlace.Physician, Physician.Rpps, PhysicianAct.State(Registration));
    }
}
