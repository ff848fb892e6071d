using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Decisions;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The decisions of a case, with their notifications, their remedies and what the register shows of them.</summary>
[Calls("discipline/DecisionsService/GetProceedings")]
internal sealed class ProceedingsModel(DecisionsService.DecisionsServiceClient decisions, ActLinks links) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    public async Task OnGetAsync() => Decisions = (await decisions.GetProceedingsAsync(new GetProceedingsRequest { CaseId = Id })).Decisions;

    public IReadOnlyList<ActLink> ActsOf(Decision decision) => links.Of(ActPlace.Decision, decision.DecisionId, DecisionAct.State(decision));
}
