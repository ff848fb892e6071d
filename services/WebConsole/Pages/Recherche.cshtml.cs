using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>A physician found by a part of the name in one search; a number opens its record at once.</summary>
[Calls("registry/PhysiciansService/SearchPhysicians")]
internal sealed class SearchModel(PhysiciansService.PhysiciansServiceClient physicians) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "suite")]
    public string? Token { get; set; }

    public IReadOnlyList<PhysicianSummary> Physicians { get; private set; } = [];

    public string? Next { get; private set; }

    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Query = Query?.Trim();
        if (Query is not { Length: > 0 })
            return Page();
        var digits = Query.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length == 11 && digits.All(char.IsAsciiDigit))
            return Redirect($"/medecins/{digits}");
        if (Query.Count(char.IsLetter) < 2 || Query.Length > 100)
        {
            Refused = true;
            return Page();
        }

        var answer = await physicians.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = Query, PageToken = Token ?? "" });
        Physicians = answer.Physicians;
        Next = answer.NextPageToken.Length > 0
            ? $"/recherche?q={Uri.EscapeDataString(Query)}&suite={Uri.EscapeDataString(answer.NextPageToken)}"
            : null;
        return Page();
    }
}
