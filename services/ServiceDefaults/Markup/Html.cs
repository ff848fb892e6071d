using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OrdreCouncils.ServiceDefaults.Markup;

/// <summary>
/// Markup that is safe to send. It is made from an interpolated string only: what is written in the source is markup, what is put into its holes is
/// text and encoded, unless it is <see cref="Html"/> already. Attribute values always stand between double quotes.
/// </summary>
/// <remarks>The markup is XML too: every element is closed, so that a reader of either kind finds the same elements.</remarks>
public sealed class Html
{
    public static readonly Html Empty = new("");

    // The encoder's own default would write each accent as a number; everything dangerous is encoded whatever the ranges.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static Html Of(Template template) => new(template.Take());

    public static Html Text(string text) => new(Encoder.Encode(text));

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    public override string ToString() => markup;

    /// <summary>What the compiler builds <see cref="Of"/>'s argument with. There is no way in for any other type of value.</summary>
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
