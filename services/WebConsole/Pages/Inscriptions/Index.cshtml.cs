using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Applications in the person's scope, the most recent first.</summary>
[Calls("registry/ApplicationsService/ListApplications")]
internal sealed class ApplicationsModel(ApplicationsService.ApplicationsServiceClient applications, Viewer viewer, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<ApplicationState> States = [.. Enum.GetValues<ApplicationState>().Where(state =>
        state != ApplicationState.Unspecified)];

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "conseil")]
    public string? Council { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public ApplicationState State => Enum.TryParse<ApplicationState>(Asked, out var state) && States.Contains(state) ? state : ApplicationState.Unspecified;

    public DateOnly Today { get; } = LegalDay.Of(clock.GetUtcNow());

    /// <summary>A council sees its own applications only.</summary>
    public bool MayChooseCouncil => viewer.Council.Length == 0;

    public bool WrongCouncil { get; private set; }

    public IReadOnlyList<ApplicationSummary> Applications { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        Council = MayChooseCouncil ? Council?.Trim() ?? "" : "";
        WrongCouncil = Council.Length > 0 && !CouncilCode.Exists(Council);
        if (WrongCouncil)
            return;
        var answer = await applications.ListApplicationsAsync(new ListApplicationsRequest { State = State, Council = Council, PageToken = Token ?? "" });
        Applications = answer.Applications;
        Next = answer.NextPageToken.Length > 0
            ? $"/inscriptions?etat={(State == ApplicationState.Unspecified ? "" : State)}&conseil={Council}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
    }
}
