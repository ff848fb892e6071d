using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Work queue: cases by deadline, the late ones first, in one call.</summary>
[Calls("discipline/CasesService/ListCases")]
[Calls("discipline/ComplaintsService/RegisterComplaint", Optional = true)]
internal sealed class QueueModel(CasesService.CasesServiceClient cases, Viewer viewer, TimeProvider clock) : PageModel
{
    public const string Due = "echeances";
    private const string Soon = "30-jours";
    private const string Recent = "recentes";
    private const string ToSign = "a-signer";

    public static readonly IReadOnlyList<(string Code, string Label)> Views =
        [(Due, "Toutes les échéances"), (Soon, "À 30 jours"), (ToSign, "À signer"), (Recent, "Dossiers récents")];

    [BindProperty(SupportsGet = true, Name = "vue")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public string View => Views.Any(view => view.Code == Asked) ? Asked! : Due;

    public string Caption => Views.First(view => view.Code == View).Label;

    public DateOnly Today { get; } = LegalDay.Of(clock.GetUtcNow());

    public IReadOnlyList<CaseSummary> Cases { get; private set; } = [];

    public string? Next { get; private set; }

    public bool MayRegister => viewer.May("discipline/ComplaintsService/RegisterComplaint");

    public async Task OnGetAsync()
    {
        var request = new ListCasesRequest { PageToken = Token ?? "" };
        switch (View)
        {
            case Due:
                request.Order = CaseOrder.Due;
                break;
            case Soon:
                (request.Order, request.DueUntil) = (CaseOrder.Due, Dates.ToProto(Today.AddDays(30)));
                break;
            case ToSign:
                request.Status = CaseStatus.ReferralPrepared;
                break;
        }

        var answer = await cases.ListCasesAsync(request);
        Cases = answer.Cases;
        Next = answer.NextPageToken.Length > 0 ? $"/file?vue={View}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
    }
}
