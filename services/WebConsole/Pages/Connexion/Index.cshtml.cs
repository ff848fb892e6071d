using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.SignIn;

namespace OrdreCouncils.WebConsole.Pages;

[AllowAnonymous]
internal sealed class SignInModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Back { get; set; }

    [BindProperty(SupportsGet = true, Name = "session")]
    public string? State { get; set; }

    public bool Ended => State == "finie";

    public string Address(Office office) =>
        $"/connexion/ouvrir?affectation={office.Code}" + (Back is { Length: > 0 } ? $"&retour={Uri.EscapeDataString(SignInEndpoints.Local(Back))}" : "");
}
