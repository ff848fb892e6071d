using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>The person of a session: roles, council, chamber and desk as the access token tells them, so that pages show what the platform will allow. The
/// token came from the provider's own address over TLS, and the platform checks it again at every call.</summary>
internal static class PersonIdentity
{
    private static readonly JsonWebTokenHandler Tokens = new();

    private static readonly string[] FromAccessToken = ["roles", "council", "region", "chamber", "rpps", "desk", "auth_time"];

    /// <param name="idToken">Claims of the id token, validated.</param>
    /// <param name="accessToken">Received with it.</param>
    public static ClaimsPrincipal Of(ClaimsPrincipal idToken, string accessToken)
    {
        var token = Tokens.ReadJsonWebToken(accessToken);
        var name = idToken.FindFirst("name")?.Value ?? Value(token, "name") ?? token.Subject;
        return Build(token, name, idToken.FindFirst("sid")?.Value ?? "");
    }

    public static ClaimsPrincipal Renewed(ClaimsPrincipal person, string accessToken) =>
        Build(Tokens.ReadJsonWebToken(accessToken), person.FindFirst("name")?.Value ?? "", person.FindFirst("sid")?.Value ?? "");

    private static ClaimsPrincipal Build(JsonWebToken token, string name, string session) => new(new ClaimsIdentity(
        [
            new Claim("sub", token.Subject), new Claim("name", name), new Claim("sid", session),
            .. token.Claims.Where(claim => FromAccessToken.Contains(claim.Type)),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme, "name", "roles"));

    private static string? Value(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}
