using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>Goes to the first page of the person's office.</summary>
internal sealed class HomeModel(Navigation navigation) : PageModel
{
    public IActionResult OnGet() => Redirect(navigation.Home);
}
