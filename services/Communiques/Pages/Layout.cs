using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Frame of every public page: language, title, skip link, landmarks (RGAA 4.1: 8.3, 8.5, 9.2, 12.6, 12.7). No script, no image.</summary>
internal static class Layout
{
    /// <param name="title">Page title, before the site's name.</param>
    /// <param name="canonical">Full address of the page; null when it has none.</param>
    /// <param name="main">Content with the page's one <c>h1</c>.</param>
    public static Html Page(string title, string? canonical, Html main)
    {
        var link = canonical is null ? Html.Empty : Html.Of($"<link rel=\"canonical\" href=\"{canonical}\" />\n");
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title} – {Words.Publisher}</title>
            <link rel="stylesheet" href="{Paths.Style}" />
            <link rel="alternate" type="application/atom+xml" title="Communiqués" href="{Paths.Feed}" />
            {link}</head>
            <body>
            <p class="skip"><a href="#contenu">Aller au contenu</a></p>
            <header>
            <p class="publisher">{Words.Publisher}</p>
            <nav aria-label="Navigation principale">
            <ul>
            <li><a href="{Paths.List}">Communiqués</a></li>
            <li><a href="{Paths.Feed}">Flux Atom</a></li>
            </ul>
            </nav>
            </header>
            <main id="contenu">
            {main}</main>
            <footer>
            <p>{Words.Publisher}</p>
            </footer>
            </body>
            </html>

            """);
    }

    public static Html Time(DateOnly date) => Html.Of($"<time datetime=\"{FrenchDates.Machine(date)}\">{FrenchDates.Long(date)}</time>");

    public static Html Time(DateTimeOffset instant) =>
        Html.Of($"<time datetime=\"{FrenchDates.Machine(instant)}\">{FrenchDates.LongWithTime(instant)}</time>");
}
