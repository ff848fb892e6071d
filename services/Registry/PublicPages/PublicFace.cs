using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Registry.PublicPages;

/// <summary>A group of public pages under one path.</summary>
/// <param name="Root">First page, and prefix of the others.</param>
/// <param name="Invitation">Words of the link to the first page.</param>
/// <param name="Unavailable">What to tell while the store is away.</param>
internal sealed record PublicFace(string Root, string Invitation, string Unavailable)
{
    private const string Publisher = "Conseil national de l’Ordre des médecins";

    public string Style => Root + "/style.css";

    public Html Page(string title, Html main) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title} – {Publisher}</title>
        <link rel="stylesheet" href="{Style}" />
        </head>
        <body>
        <header><p>{Publisher}</p></header>
        <main>
        {main}</main>
        </body>
        </html>

        """);

    public Html Plain(string title, string text) =>
        Page(title, Html.Of($"<h1>{title}</h1>\n<p>{text}</p>\n<p><a href=\"{Root}\">{Invitation}</a></p>\n"));
}
