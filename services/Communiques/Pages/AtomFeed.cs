using System.Globalization;
using System.Text;
using System.Xml;
using OrdreCouncils.ServiceDefaults.Markup;
using OrdreCouncils.Communiques.Publications;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Atom feed of published communiqués (RFC 4287), latest first.</summary>
internal static class AtomFeed
{
    public const int Size = 50;

    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Tag URIs that never change, whatever address serves the feed (RFC 4151). A change would show every entry again to every reader.</summary>
    private const string Tag = "tag:conseil-national.medecin.fr,2026:communiques";

    /// <summary>The date in <see cref="Tag"/>: the last change of a feed that has had no entry since it was named.</summary>
    private static readonly DateTimeOffset Named = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true };

    /// <param name="communiques">Latest first.</param>
    /// <param name="rectifications">Their rectifications, by identifier.</param>
    /// <param name="rectified">Communiqués that they rectify, by identifier.</param>
    /// <param name="files">Their files, by identifier.</param>
    /// <param name="options">Of the public pages.</param>
    public static byte[] Write(
        IReadOnlyList<PublicCommunique> communiques, ILookup<string, PublicLink> rectifications, IReadOnlyDictionary<string, PublicLink> rectified,
        ILookup<string, PublicAttachment> files, PublicPagesOptions options)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, "fr");
            Element(xml, "id", Tag);
            Element(xml, "title", "Communiqués du " + Words.Publisher);
            // A rectification updates the entry that it names; it is also the newer entry itself.
            Element(xml, "updated", Instant(communiques.Count == 0 ? Named : communiques[0].PublishedAt));
            Link(xml, "self", "application/atom+xml", options.Full(Paths.Feed));
            Link(xml, "alternate", "text/html", options.Full(Paths.List));
            xml.WriteStartElement("author", Atom);
            Element(xml, "name", Words.Publisher);
            xml.WriteEndElement();
            foreach (var communique in communiques)
            {
                Entry(
                    xml, communique, [.. rectifications[communique.Id]], rectified.GetValueOrDefault(communique.Rectifies ?? ""), files[communique.Id],
                    options);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Entry(
        XmlWriter xml, PublicCommunique communique, IReadOnlyList<PublicLink> rectifications, PublicLink? rectified, IEnumerable<PublicAttachment> files,
        PublicPagesOptions options)
    {
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", $"{Tag}/{communique.Id}");
        Element(xml, "title", communique.Title);
        Element(xml, "published", Instant(communique.PublishedAt));
        Element(xml, "updated", Instant(rectifications.Count == 0 ? communique.PublishedAt : rectifications[^1].PublishedAt));
        Link(xml, "alternate", "text/html", options.Full(Paths.Of(communique.Slug)));
        foreach (var file in files)
            Link(xml, "enclosure", file.MediaType, options.Full(Paths.Attachment(file.Slug, file.DocumentId)), file.Size, file.Title);
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", communique.Kind.ToString());
        xml.WriteAttributeString("label", Words.Of(communique.Kind));
        xml.WriteEndElement();
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        var notice = Notice.Write(rectifications, rectified, slug => options.Full(Paths.Of(slug)));
        xml.WriteString(Html.Of($"{notice}{communique.ShownBody}").ToString());
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Atom);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string type, string address, long length = 0, string title = "")
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        if (length > 0)
        {
            xml.WriteAttributeString("length", length.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("title", title);
        }

        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
