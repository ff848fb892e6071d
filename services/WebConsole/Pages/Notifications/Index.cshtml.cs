using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Acts.Register;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Notices that councils owe and have not given, by their last day.</summary>
[Calls("registry/RegistrationsService/ListOwedNotifications")]
internal sealed class NoticesModel(
    RegistrationsService.RegistrationsServiceClient registrations, RecordApplicationNoticeAct ofApplication, RecordDepartureNoticeAct ofDeparture,
    RecordSuspensionNoticeAct ofSuspension, Acts.ActCatalogue catalogue, Viewer viewer, TimeProvider clock) : PageModel
{
    private const string Late = "retard";
    private const string All = "toutes";

    public static readonly IReadOnlyList<(string Code, string Label)> Views = [(All, "Toutes"), (Late, "En retard")];

    [BindProperty(SupportsGet = true, Name = "vue")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "conseil")]
    public string? Council { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public string View => Asked == Late ? Late : All;

    public DateOnly Today { get; } = LegalDay.Of(clock.GetUtcNow());

    public bool MayChooseCouncil => viewer.Council.Length == 0;

    public bool WrongCouncil { get; private set; }

    public IReadOnlyList<OwedNotification> Notices { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        Council = MayChooseCouncil ? Council?.Trim() ?? "" : "";
        WrongCouncil = Council.Length > 0 && !CouncilCode.Exists(Council);
        if (WrongCouncil)
            return;
        var answer = await registrations.ListOwedNotificationsAsync(new ListOwedNotificationsRequest
        {
            PageToken = Token ?? "", Council = Council, DueUntil = View == Late ? Dates.ToProto(Today.AddDays(-1)) : null,
        });
        Notices = answer.Notifications;
        Next = answer.NextPageToken.Length > 0 ? $"/notifications?vue={View}&conseil={Council}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
    }

    public static string What(OwedNotification notice) => notice switch
    {
        { ApplicationId.Length: > 0 } => "Décision sur une demande d’inscription",
        { SuspensionId.Length: > 0, Withdrawal: true } => "Levée d’une suspension",
        { SuspensionId.Length: > 0 } => "Suspension",
        { Withdrawal: true } => "Retrait d’une sortie du tableau",
        _ => "Sortie du tableau",
    };

    /// <summary>Address of the act that records the notice; null for those who may not.</summary>
    public string? ActOf(OwedNotification notice)
    {
        var (act, record) = notice switch
        {
            { ApplicationId.Length: > 0 } => ((Acts.Act)ofApplication, notice.ApplicationId),
            { SuspensionId.Length: > 0 } => (ofSuspension, notice.SuspensionId),
            _ => (ofDeparture, notice.FactId),
        };
        return catalogue.May(act) ? $"/actes/{act.Name}/{record}" : null;
    }
}
