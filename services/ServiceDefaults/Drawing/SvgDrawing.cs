using System.Globalization;
using System.Text;
using System.Xml;

namespace OrdreCouncils.ServiceDefaults.Drawing;

/// <summary>Writes an SVG document with a title and a description for readers who do not see it. Everything goes through an XML writer; there is no script,
/// link or external style.</summary>
public sealed class SvgDrawing : IDisposable
{
    public const int Width = 800;
    private const string Namespace = "http://www.w3.org/2000/svg";

    // Contrast of these to white is above 4.5:1 (WCAG 2.1 AA).
    public const string Blue = "#1f5fa8";
    public const string Orange = "#b3480e";
    public const string Green = "#2a6f3b";
    public const string Grid = "#d0d0d0";
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

    /// <summary>A filled rectangle without text, such as the key of a colour.</summary>
    public void Box(double x, double y, double width, double height, string fill, string? edge = null)
    {
        xml.WriteStartElement("rect", Namespace);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        Attribute("fill", fill);
        if (edge is not null)
            Attribute("stroke", edge);
        xml.WriteEndElement();
    }

    /// <summary>A line through the points; nothing for fewer than two.</summary>
    public void Line(IReadOnlyList<(double X, double Y)> points, string colour, double thick)
    {
        if (points.Count < 2)
            return;
        xml.WriteStartElement("polyline", Namespace);
        Attribute("points", string.Join(" ", points.Select(point => $"{Text(point.X)},{Text(point.Y)}")));
        Attribute("fill", "none");
        Attribute("stroke", colour);
        Attribute("stroke-width", thick);
        xml.WriteEndElement();
    }

    /// <summary>A point of a line, with a text for pointing devices and screen readers.</summary>
    public void Dot(double x, double y, double radius, string fill, string says)
    {
        xml.WriteStartElement("circle", Namespace);
        Attribute("class", "dot");
        Attribute("cx", x);
        Attribute("cy", y);
        Attribute("r", radius);
        Attribute("fill", fill);
        Element("title", says);
        xml.WriteEndElement();
    }

    /// <summary>A horizontal arrow to the right.</summary>
    public void Arrow(double x, double y, double length, string colour)
    {
        Line([(x, y), (x + length, y)], colour, 2);
        Line([(x + length - 6, y - 5), (x + length, y), (x + length - 6, y + 5)], colour, 2);
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

    /// <summary>Lines of small text, the first at <paramref name="y"/>.</summary>
    public void Notes(double y, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
            Text(20, y + (i * 18), lines[i], "start", 12, Pale);
    }

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

    private void Attribute(string name, double value) => Attribute(name, Text(value));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Labels may contain characters that XML forbids.</summary>
    private static string Legible(string words) => string.Concat(words.Where(XmlConvert.IsXmlChar));
}
