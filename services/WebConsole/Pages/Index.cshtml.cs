using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrdreCouncils.WebConsole.Pages;

[AllowAnonymous]
internal sealed class IndexModel : PageModel;
