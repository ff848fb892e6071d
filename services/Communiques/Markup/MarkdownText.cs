using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OrdreCouncils.Communiques.Markup;

/// <summary>Markdown of a body: paragraphs, headings, emphasis, lists, quotations, rules, links. HTML and code stay plain characters.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = Build();

    public static MarkdownDocument Parse(string body) => Markdown.Parse(body, Pipeline);

    /// <summary>Faults that the writer must mend; empty when the body shows as intended.</summary>
    public static IEnumerable<string> Faults(string body)
    {
        MarkdownDocument document;
        try
        {
            document = Parse(body);
        }
        catch (ArgumentException)
        {
            // The parser's own limit on depth.
            return ["Nest quotations, lists and emphasis less deeply."];
        }

        var links = document.Descendants<LinkInline>().ToList();
        var addresses = links.Where(link => !link.IsImage).Select(link => link.Url)
            .Concat(document.Descendants<AutolinkInline>().Where(link => !link.IsEmail).Select(link => link.Url));
        List<string> faults = [];
        if (links.Any(link => link.IsImage))
            faults.Add("Remove the images: the public pages show none.");
        if (addresses.Any(address => Links.Allowed(address) is null))
            faults.Add("Link to full https, http, mailto or tel addresses only, without a user name in them.");
        return faults;
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        // Pasted text may be indented without meaning code.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.InlineParsers.TryRemove<CodeInlineParser>();
        return builder.Build();
    }
}
