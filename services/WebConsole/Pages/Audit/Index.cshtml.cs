using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>State of the audit chains of this desk's stores.</summary>
[Calls("registry/AuditService/VerifyAuditLog")]
[Calls("discipline/AuditService/VerifyAuditLog")]
[Calls("communiques/AuditService/VerifyAuditLog")]
internal sealed class AuditModel(AuditService.AuditServiceClient audit) : PageModel
{
    public static readonly IReadOnlyList<string> Stores = ["registry", "discipline", "communiques"];

    public IReadOnlyList<(string Store, VerifyAuditLogResponse Answer)> Chains { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? rpps)
    {
        var digits = rpps?.Replace(" ", "", StringComparison.Ordinal);
        if (digits is { Length: 11 } && digits.All(char.IsAsciiDigit))
            return Redirect($"/medecins/{digits}/acces");
        Chains = await Task.WhenAll(Stores.Select(async store =>
            (store, await audit.VerifyAuditLogAsync(new VerifyAuditLogRequest(), PersonInvoker.ToStore(store)))));
        return Page();
    }
}
