using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Markup;

/// <summary>Markdown of a body: paragraphs, headings, emphasis, lists, quotations, rules, links. HTML and code stay plain characters.</summary>
internal static partial class MarkdownText
{
    // The parser's time grows with the square of these marks: within the bounds, 50,000 characters take it well under a second.
    private const int MostBrackets = 200;
    private const int MostStars = 1_000;
    private const string MostBlockMarks = "16";

    private const string Deep = "Nest quotations, lists and emphasis less deeply.";

    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>Headings get the levels 1, 2, 3… without gaps: a skipped level hides the structure from a screen reader (RGAA 4.1, 9.1).</summary>
    public static MarkdownDocument Parse(string body)
    {
        var document = Markdown.Parse(body, Pipeline);
        var open = new Stack<int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (open.TryPeek(out var level) && level >= heading.Level)
                open.Pop();
            open.Push(heading.Level);
            heading.Level = open.Count;
        }

        return document;
    }

    /// <summary>Faults that the writer must mend; empty when the body shows as intended.</summary>
    public static IReadOnlyList<string> Faults(string body)
    {
        // Counted before the parser reads the body.
        if (body.Count(c => c == '[') > MostBrackets)
            return [$"Write at most {MostBrackets} opening brackets."];
        if (body.Count(c => c is '*' or '_') > MostStars)
            return [$"Write at most {MostStars} stars and underscores."];
        if (DeepBlocks().IsMatch(body))
            return [Deep];
        MarkdownDocument document;
        try
        {
            document = Parse(body);
        }
        catch (ArgumentException)
        {
            // The parser's own limit on depth.
            return [Deep];
        }

        var links = document.Descendants<LinkInline>().ToList();
        var addresses = links.Where(link => !link.IsImage).Select(link => link.Url)
            .Concat(document.Descendants<AutolinkInline>().Where(link => !link.IsEmail).Select(link => link.Url));
        List<string> faults = [];
        if (!TextFields.IsVisible(ShownText(document)))
            faults.Add("Write text that readers see: a reference, a rule or a mark alone shows nothing.");
        if (links.Any(link => !link.IsImage && !TextFields.IsVisible(ShownText(link))))
            faults.Add("Give each link a text.");
        if (document.Descendants<HeadingBlock>().Any(heading => heading.Inline is not { } inline || !TextFields.IsVisible(ShownText(inline))))
            faults.Add("Give each heading a text.");
        if (links.Any(link => link.IsImage))
            faults.Add("Remove the images: the public pages show none.");
        if (addresses.Any(address => Links.Allowed(address) is null))
            faults.Add("Link to full https, http, mailto or tel addresses only, without a user name in them.");
        return faults;
    }

    private static string ShownText(MarkdownObject part) => string.Concat(part.Descendants().Select(piece => piece switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => TextFields.WithoutRefused(entity.Transcoded.ToString()),
        AutolinkInline link => link.Url,
        _ => "",
    }));

    [GeneratedRegex($@"^(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{{1,9}}[.)](?=[ \t]))){{{MostBlockMarks}}}.", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex DeepBlocks();

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
