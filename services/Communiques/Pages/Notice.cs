using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Links a communiqué and its rectification in both directions, because a published text is never edited.</summary>
internal static class Notice
{
    /// <param name="rectified">The communiqué that it rectifies, if any.</param>
    /// <param name="address">Address of a slug: from the root on a page, full in a feed.</param>
    public static Html Write(IEnumerable<PublicLink> rectifications, PublicLink? rectified, Func<string, string> address)
    {
        var notes = rectifications.Select(link => Note("Rectifié par", link, address));
        return Html.Join(rectified is null ? notes : notes.Prepend(Note("Rectifie", rectified, address)));
    }

    private static Html Note(string verb, PublicLink link, Func<string, string> address) => Html.Of(
        $"""
        <p class="notice" role="note">{verb} : <a href="{address(link.Slug)}">{link.Title}</a> ({Layout.Time(LegalDay.Of(link.PublishedAt))}).</p>

        """);
}
