using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Development.Identity;

/// <summary>« Se déconnecter partout », and the page after it.</summary>
internal static class SignOutPage
{
    public static IResult Ask(HttpContext http, DevIdentity identity, IEnumerable<string> origins) => Pages.Show(
        http, "Se déconnecter",
        $"""
        <h1>Se déconnecter</h1>
        <p>Vous êtes connecté comme <strong>{Pages.Text(identity.Name)}</strong> <code>{Pages.Text(identity.ClientId)}</code>.</p>
        <form method="post" action="/dev/logout">
        {Pages.Hidden(http, SignOut.ConfirmField)}<button name="{SignOut.ConfirmField}" value="1">Se déconnecter partout</button>
        </form>
        """,
        origins);

    public static IResult Done(HttpContext http) => Pages.Show(
        http, "Vous êtes déconnecté",
        """
        <h1>Vous êtes déconnecté</h1>
        <p>Vos consoles sont fermées dans ce navigateur. Ouvrez une console pour vous connecter de nouveau.</p>
        """,
        []);
}
