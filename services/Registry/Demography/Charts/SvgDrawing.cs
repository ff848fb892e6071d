using System.Globalization;
using System.Text;
using System.Xml;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>Writes an SVG document with a title and a description for readers who do not see it. Everything goes through an XML writer; there is no script,
/// link or external style.</summary>
internal sealed class SvgDrawing : IDisposable
{
    public const int Width = 800;
    private const string Namespace = "http://www.w3.org/2000/svg";

    // Contrast of both to white is above 4.5:1 (WCAG 2.1 AA).
    public const string Blue = "#1f5fa8";
    public const string Orange = "#b3480e";
    private const string Ink = "#1a1a1a";
    private const string Pale = "#595959";

    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    public SvgDrawing(int height, string title, string description)
    {
        xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("svg", Namespace);
        Attribute("viewBox", $"0 0 {Width} {height}");
        Attribute("role", "img");
        Attribute("aria-labelledby", "title description");
        Attribute("lang", "fr");
        Attribute("font-family", "sans-serif");
        Named("title", "title", title);
        Named("desc", "description", description);
        xml.WriteStartElement("rect", Namespace);
        Attribute("width", Width);
        Attribute("height", height);
        Attribute("fill", "#ffffff");
        xml.WriteEndElement();
        Text(Width / 2, 26, title, "middle", size: 18);
    }

    /// <summary>A bar with a text for pointing devices and screen readers.</summary>
    public void Bar(double x, double y, double width, double height, string fill, string says)
    {
        xml.WriteStartElement("rect", Namespace);
        Attribute("class", "bar");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        Attribute("fill", fill);
        Element("title", says);
        xml.WriteEndElement();
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string words, string anchor, int size = 13, string fill = Ink)
    {
        xml.WriteStartElement("text", Namespace);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("text-anchor", anchor);
        Attribute("font-size", size);
        Attribute("fill", fill);
        xml.WriteString(Legible(words));
        xml.WriteEndElement();
    }

    public void Note(double y, string words) => Text(20, y, words, "start", 12, Pale);

    public string End()
    {
        xml.WriteEndElement();
        xml.Flush();
        return text.ToString();
    }

    public void Dispose() => xml.Dispose();

    private void Named(string element, string id, string words)
    {
        xml.WriteStartElement(element, Namespace);
        Attribute("id", id);
        xml.WriteString(Legible(words));
        xml.WriteEndElement();
    }

    private void Element(string element, string words) => xml.WriteElementString(element, Namespace, Legible(words));

    private void Attribute(string name, string value) => xml.WriteAttributeString(name, value);

    private void Attribute(string name, double value) => Attribute(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Labels of the register may contain characters that XML forbids.</summary>
    private static string Legible(string words) => string.Concat(words.Where(XmlConvert.IsXmlChar));
}
