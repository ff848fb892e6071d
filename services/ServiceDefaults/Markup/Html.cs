using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OrdreCouncils.ServiceDefaults.Markup;

/// <summary>HTML made of interpolated strings: literals are markup, values are encoded unless they are <see cref="Html"/>. Attribute values need double
/// quotes, and every element is closed, so that the markup is XML too.</summary>
public sealed class Html
{
    public static readonly Html Empty = new("");

    // Keeps accents readable; dangerous characters are encoded in any case.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static Html Of(Template template) => new(template.Take());

    public static Html Text(string text) => new(Encoder.Encode(text));

    /// <summary>Markup that this type wrote earlier, read back from the service's own store.</summary>
    public static Html Stored(string markup) => new(markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    public override string ToString() => markup;

    /// <summary>Accepts strings, numbers and <see cref="Html"/> only.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string source) => markup.Append(source);

        public void AppendFormatted(string text) => markup.Append(Encoder.Encode(text));

        public void AppendFormatted(Html part) => markup.Append(part.markup);

        public void AppendFormatted(int number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

        internal string Take() => markup.ToString();
    }
}
