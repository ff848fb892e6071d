using System.Security.Claims;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>The person who looks at the page.</summary>
internal sealed class Viewer(IHttpContextAccessor context, Permissions permissions)
{
    public ClaimsPrincipal Principal => context.HttpContext!.User;

    public bool IsSignedIn => Principal.Identity is { IsAuthenticated: true };

    public string Subject => Value("sub");

    /// <summary>As the provider shows the person to people.</summary>
    public string Name => Value("name") is { Length: > 0 } name ? name : Subject;

    public string Council => Value("council");

    public string Chamber => Value("chamber");

    /// <summary>RPPS number of a physician who looks at the own record.</summary>
    public string Rpps => Value("rpps");

    public bool Has(string role) => Principal.HasClaim("roles", role);

    public bool May(string rpc) => permissions.May(Principal, rpc);

    private string Value(string claim) => Principal.FindFirst(claim)?.Value ?? "";
}
