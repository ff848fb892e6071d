using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Acts;
using OrdreCouncils.WebConsole.Acts.Chambers;
using OrdreCouncils.WebConsole.Acts.Discipline;
using OrdreCouncils.WebConsole.Platform;
using GrpcCode = Grpc.Core.StatusCode;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The instruction of a case at one level, with its hearings.</summary>
[Calls("discipline/InstructionsService/GetInstruction")]
[Calls("discipline/CasesService/GetCase")]
[Calls("discipline/HearingsService/ListHearings")]
internal sealed class InstructionModel(
    InstructionsService.InstructionsServiceClient instructions, CasesService.CasesServiceClient cases, HearingsService.HearingsServiceClient hearings,
    ActLinks links,
    Viewer viewer) : PageModel
{
    private const string National = "nationale";
    private const string First = "premiere-instance";

    public static readonly IReadOnlyList<(string Code, string Label)> Levels = [(First, "Première instance"), (National, "Chambre nationale")];

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "degre")]
    public string? Asked { get; set; }

    public Case Case { get; private set; } = new();

    /// <summary>Null while the chamber has not registered the case.</summary>
    public Instruction? Instruction { get; private set; }

    public IReadOnlyList<Hearing> Hearings { get; private set; } = [];

    public IReadOnlyList<ActLink> Acts { get; private set; } = [];

    /// <summary>The registry of a first-instance chamber reads its own level only.</summary>
    public bool MayChoose => viewer.Chamber.Length == 0;

    public string Level => MayChoose && (Asked ?? (ChamberLevel.IsNational(viewer) ? National : First)) == National ? National : First;

    public async Task OnGetAsync()
    {
        var level = Level == National ? InstanceLevel.National : InstanceLevel.FirstInstance;
        Case = (await cases.GetCaseAsync(new GetCaseRequest { CaseId = Id })).Case;
        try
        {
            Instruction = (await instructions.GetInstructionAsync(new GetInstructionRequest { CaseId = Id, Level = level })).Instruction;
        }
        catch (RpcException missing) when (missing.StatusCode == GrpcCode.NotFound)
        {
            return;
        }

        Hearings = [.. (await hearings.ListHearingsAsync(new ListHearingsRequest { CaseId = Id })).Hearings.Where(hearing => hearing.Level == level)];
        if (level == ChamberLevel.Of(viewer))
        {
            var hasHearing = Hearings.Any(hearing => hearing.Outcome == HearingOutcome.Unspecified);
            Acts = links.Of(ActPlace.Instruction, Id, InstructionAct.State(Instruction, Case.Status, hasHearing));
        }
    }
}
