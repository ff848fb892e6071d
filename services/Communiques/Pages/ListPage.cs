using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Pages;

internal static class ListPage
{
    public const int Size = 20;

    /// <param name="number">Page number, from 1.</param>
    /// <param name="hasNext">Whether older ones follow.</param>
    public static Html Write(
        int number, IReadOnlyList<PublicCommunique> communiques, ILookup<string, PublicLink> rectifications, bool hasNext, PublicPagesOptions options)
    {
        var heading = number == 1 ? "Communiqués" : $"Communiqués, page {number}";
        var list = communiques.Count == 0
            ? Html.Of($"<p>Aucun communiqué n’est publié pour le moment.</p>\n")
            : Html.Of(
                $"""
                <ul class="communiques">
                {Html.Join(communiques.Select(communique => Item(communique, rectifications[communique.Id].Any())))}</ul>

                """);
        return Layout.Page(heading, options.Full(Paths.Page(number)), Html.Of($"<h1>{heading}</h1>\n{list}{Pager(number, hasNext)}"));
    }

    private static Html Item(PublicCommunique communique, bool rectified)
    {
        var mark = rectified ? Html.Of($" · <strong>Rectifié</strong>") : Html.Empty;
        return Html.Of(
            $"""
            <li>
            <h2><a href="{Paths.Of(communique.Slug)}">{communique.Title}</a></h2>
            <p>{Words.Of(communique.Kind)} · {Layout.Time(LegalDay.Of(communique.PublishedAt))}{mark}</p>
            </li>

            """);
    }

    private static Html Pager(int number, bool hasNext)
    {
        if (number == 1 && !hasNext)
            return Html.Empty;
        var newer = number > 1 ? Html.Of($"<li><a rel=\"prev\" href=\"{Paths.Page(number - 1)}\">Communiqués plus récents</a></li>\n") : Html.Empty;
        var older = hasNext ? Html.Of($"<li><a rel=\"next\" href=\"{Paths.Page(number + 1)}\">Communiqués plus anciens</a></li>\n") : Html.Empty;
        return Html.Of(
            $"""
            <nav aria-label="Pagination">
            <ul>
            {newer}<li aria-current="page">Page {number}</li>
            {older}</ul>
            </nav>

            """);
    }
}
