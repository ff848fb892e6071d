using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

[Calls("discipline/ComplaintsService/GetComplaint")]
internal sealed class ComplaintModel(ComplaintsService.ComplaintsServiceClient complaints, ActLinks links) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Complaint Complaint { get; private set; } = new();

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Complaint = (await complaints.GetComplaintAsync(new GetComplaintRequest { ComplaintId = Id })).Complaint;
        Acts = links.Of(ActPlace.Complaint, Id, ComplaintAct.State(Complaint));
    }
}
