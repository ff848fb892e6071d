using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Development.Identity;

/// <summary>« Connexion de développement »: one button for each identity that may sit at the desk, and a field for any other.</summary>
internal static class SignInPage
{
    private const string Title = "Connexion de développement";
    private const string Other = "Autres";

    private static readonly (string Prefix, string Group)[] Groups =
    [
        ("cdom-", "Conseils départementaux"),
        ("formation-nationale", "Conseil national"),
        ("formation-", "Formations restreintes régionales"),
        ("chambre-nationale", "Conseil national"),
        ("chambre-", "Chambres disciplinaires de première instance"),
        ("cnom-", "Conseil national"),
        ("medecin-", "Médecins"),
    ];

    /// <param name="typed">Written into the field and, when it is an identity of the desk, offered first.</param>
    /// <param name="fault">Empty when nothing was wrong.</param>
    public static IResult Show(HttpContext http, DevClient client, string desk, IEnumerable<string> origins, string typed, string fault)
    {
        var hidden = Pages.Hidden(http, SignIn.IdentityField);
        var offered = DevIdentity.Examples.Select(name => DevIdentity.Find(name)!).Concat(DevIdentity.Fixed)
            .Where(identity => DevDesks.Seats(identity, desk)).ToList();
        var main = new StringBuilder();
        main.Append(
            CultureInfo.InvariantCulture,
            $"""
            <h1>{Title}</h1>
            <p class="warning">Cette page fait confiance à tout le monde et ne demande aucun mot de passe. Elle sert au développement, sur un seul poste,
            jamais en production.</p>
            <p>Console&nbsp;: <strong>{Pages.Text(client.Id)}</strong>. Bureau&nbsp;: <strong>{DevDesks.Name(desk)}</strong>. Choisissez l’identité sous
            laquelle travailler.</p>

            """);
        if (fault.Length > 0)
            main.Append(CultureInfo.InvariantCulture, $"<p class=\"fault\" id=\"fault\" role=\"alert\">{Pages.Text(fault)}</p>\n");
        main.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"/dev/authorize\">\n{hidden}");
        if (fault.Length == 0 && DevIdentity.Find(typed) is { } hinted && DevDesks.Seats(hinted, desk))
            main.Append(Group("Identité proposée", [hinted], autofocus: true));
        foreach (var group in offered.GroupBy(GroupOf))
            main.Append(Group(group.Key, group, autofocus: false));
        main.Append(
            CultureInfo.InvariantCulture,
            $"""
            </form>
            <form method="post" action="/dev/authorize">
            {hidden}<h2>Une autre identité</h2>
            <label for="other">Identifiant</label>
            <p class="hint" id="other-hint">Par exemple {string.Join(", ", Patterns())}, où NN est un département, NAME une région et RPPS onze chiffres.</p>
            <p><input id="other" name="{SignIn.IdentityField}" value="{Pages.Text(typed)}" required autocomplete="off" spellcheck="false"
            {(fault.Length > 0 ? "autofocus aria-invalid=\"true\" aria-describedby=\"fault other-hint\"" : "aria-describedby=\"other-hint\"")}>
            <button>Se connecter</button></p>
            </form>
            """);
        return Pages.Show(
            http, fault.Length > 0 ? "Erreur\u00a0: " + Title : Title, main.ToString(), origins,
            fault.Length > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IEnumerable<string> Patterns() =>
        DevIdentity.Families.Concat(DevIdentity.TwoOffices).Select(family => $"<code>{Pages.Text(family.Pattern)}</code>");

    private static string GroupOf(DevIdentity identity) =>
        Groups.FirstOrDefault(group => identity.ClientId.StartsWith(group.Prefix, StringComparison.Ordinal)).Group ?? Other;

    private static string Group(string name, IEnumerable<DevIdentity> identities, bool autofocus)
    {
        var buttons = string.Concat(identities.Select(identity =>
            $"<li><button name=\"{SignIn.IdentityField}\" value=\"{Pages.Text(identity.ClientId)}\"{(autofocus ? " autofocus" : "")}>"
            + $"{Pages.Text(identity.Name)} <code>{Pages.Text(identity.ClientId)}</code></button></li>\n"));
        return $"<h2>{name}</h2>\n<ul>\n{buttons}</ul>\n";
    }
}
