using OrdreCouncils.ServiceDefaults.Markup;
using OrdreCouncils.Communiques.Publications;

namespace OrdreCouncils.Communiques.Pages;

internal static class CommuniquePage
{
    /// <param name="communique">The approved revision.</param>
    /// <param name="rectifications">Its rectifications, oldest first.</param>
    /// <param name="rectified">The communiqué that it rectifies, if any.</param>
    /// <param name="files">Its files.</param>
    /// <param name="options">Of the public pages.</param>
    public static Html Write(
        PublicCommunique communique, IReadOnlyList<PublicLink> rectifications, PublicLink? rectified, IReadOnlyList<PublicAttachment> files,
        PublicPagesOptions options) => Layout.Page(
        communique.Title,
        options.Full(Paths.Of(communique.Slug)),
        Html.Of(
            $"""
            <article>
            <header>
            <p class="kind">{Words.Of(communique.Kind)}</p>
            <h1>{communique.Title}</h1>
            <p class="dateline">{communique.Place}, le {Layout.Time(communique.DatedOn)}</p>
            </header>
            {Notice.Write(rectifications, rectified, Paths.Of)}{CoSignatories(communique)}<div class="body">
            {communique.ShownBody}</div>
            {Files(files)}<section aria-labelledby="contact">
            <h2 id="contact">Contact presse</h2>
            {Contact(communique)}</section>
            <p class="published">Publié le {Layout.Time(communique.PublishedAt)}.</p>
            </article>

            """));

    private static Html Files(IReadOnlyList<PublicAttachment> files) => files.Count == 0
        ? Html.Empty
        : Html.Of(
            $"""
            <section aria-labelledby="pieces">
            <h2 id="pieces">Documents joints</h2>
            <ul>
            {Html.Join(files.Select(File))}</ul>
            </section>

            """);

    private static Html File(PublicAttachment file) =>
        Html.Of($"<li><a href=\"{Paths.Attachment(file.Slug, file.DocumentId)}\">{file.Title} ({FileNames.Format(file)})</a></li>\n");

    private static Html CoSignatories(PublicCommunique communique) => communique.CoSignatoryNames.Count == 0
        ? Html.Empty
        : Html.Of(
            $"""
            <section aria-labelledby="signataires">
            <h2 id="signataires">Signataires</h2>
            <ul>
            {Html.Join(communique.CoSignatoryNames.Prepend(Words.Publisher).Select(name => Html.Of($"<li>{name}</li>\n")))}</ul>
            </section>

            """);

    private static Html Contact(PublicCommunique communique)
    {
        var phone = Part(
            communique.ContactPhone,
            "tel:" + communique.ContactPhone.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal));
        var email = Part(communique.ContactEmail, "mailto:" + communique.ContactEmail);
        return Html.Of($"<address>{communique.ContactName}{phone}{email}</address>\n");
    }

    private static Html Part(string value, string address) =>
        value.Length == 0 ? Html.Empty : Html.Of($"<br />\n<a href=\"{address}\">{value}</a>");
}
