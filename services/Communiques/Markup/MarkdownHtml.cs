using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Markup;

/// <summary>Writes a body as HTML from a closed list of elements; of anything else only the text remains. The library's own writer would let <c>javascript:</c>
/// links through.</summary>
internal static class MarkdownHtml
{
    public static Html Write(string body) => Blocks(MarkdownText.Parse(body));

    private static Html Blocks(ContainerBlock container) => Html.Join(container.Select(Block));

    private static Html Block(Block block) => block switch
    {
        // Headings of a body come under the page's one <h1>.
        HeadingBlock heading => Heading(Math.Min(heading.Level + 1, 6), Inlines(heading.Inline)),
        ParagraphBlock paragraph => Html.Of($"<p>{Inlines(paragraph.Inline)}</p>\n"),
        ListBlock { IsOrdered: true } list => Html.Of($"<ol start=\"{Start(list)}\">\n{Blocks(list)}</ol>\n"),
        ListBlock list => Html.Of($"<ul>\n{Blocks(list)}</ul>\n"),
        ListItemBlock item => Html.Of($"<li>{Item(item)}</li>\n"),
        QuoteBlock quote => Html.Of($"<blockquote>\n{Blocks(quote)}</blockquote>\n"),
        ThematicBreakBlock => Html.Of($"<hr />\n"),
        LinkReferenceDefinition or LinkReferenceDefinitionGroup => Html.Empty,
        ContainerBlock other => Blocks(other),
        LeafBlock other => Html.Of($"<p>{other.Lines.ToString()}</p>\n"),
        _ => Html.Empty,
    };

    private static Html Heading(int level, Html text) => level switch
    {
        2 => Html.Of($"<h2>{text}</h2>\n"),
        3 => Html.Of($"<h3>{text}</h3>\n"),
        4 => Html.Of($"<h4>{text}</h4>\n"),
        5 => Html.Of($"<h5>{text}</h5>\n"),
        _ => Html.Of($"<h6>{text}</h6>\n"),
    };

    private static int Start(ListBlock list) => int.TryParse(list.OrderedStart, out var start) ? start : 1;

    /// <summary>A list item of one paragraph is written without <c>p</c>: screen readers read such lists better.</summary>
    private static Html Item(ListItemBlock item) =>
        item is [ParagraphBlock only] ? Inlines(only.Inline) : Blocks(item);

    private static Html Inlines(ContainerInline? container) =>
        container is null ? Html.Empty : Html.Join(container.Select(Inline));

    private static Html Inline(Inline inline) => inline switch
    {
        LiteralInline literal => Html.Text(literal.Content.ToString()),
        // A reference can name a character that the field itself refuses.
        HtmlEntityInline entity => Html.Text(TextFields.WithoutRefused(entity.Transcoded.ToString())),
        LineBreakInline { IsHard: true } => Html.Of($"<br />\n"),
        LineBreakInline => Html.Text("\n"),
        EmphasisInline { DelimiterCount: >= 2 } strong => Html.Of($"<strong>{Inlines(strong)}</strong>"),
        EmphasisInline emphasis => Html.Of($"<em>{Inlines(emphasis)}</em>"),
        LinkInline { IsImage: false } link => Anchor(link.Url, Inlines(link)),
        AutolinkInline link => Anchor(link.IsEmail ? "mailto:" + link.Url : link.Url, Html.Text(link.Url)),
        ContainerInline other => Inlines(other),
        _ => Html.Empty,
    };

    private static Html Anchor(string? address, Html text) =>
        Links.Allowed(address) is { } allowed ? Html.Of($"<a href=\"{allowed}\">{text}</a>") : text;
}
