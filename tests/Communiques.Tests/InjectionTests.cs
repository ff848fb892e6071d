using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Grpc.Core;
using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>A browser shows any input as text and executes none of it.</summary>
public class InjectionTests
{
    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "link", "body", "header", "nav", "main", "footer", "article", "section", "div", "address", "p", "a", "h1", "h2",
        "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br", "strong", "em", "time",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "lang", "charset", "name", "content", "rel", "type", "title", "href", "class", "id", "role", "aria-label", "aria-labelledby", "aria-current",
        "datetime", "start",
    ];

    private static readonly string[] Corpus =
    [
        "<script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](java&#x0A;script:alert(1))",
        "[x](\u0001javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox)",
        "[x](//evil.example/)",
        "[x](https://ordre.example\" onclick=\"alert(1))",
        "[x](https://ordre.example 'a\" onclick=\"alert(1)')",
        "[x]\n\n[x]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](https://evil.example/x.png)",
        "![x](x \"onerror=alert(1)\")",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<!--><script>alert(1)</script-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "```html\n<script>alert(1)</script>\n```",
        "    <script>alert(1)</script>",
        "`<script>alert(1)</script>`",
        "<style>@import 'https://evil.example/';</style>",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content=0;url=https://evil.example/>",
        "<form action=https://evil.example/><button>x</button></form>",
        "<iframe srcdoc=\"<script>alert(1)</script>\">",
        "**<b onclick=alert(1)>**",
        "# <script>alert(1)</script>",
        "- <script>alert(1)</script>",
        "> <script>alert(1)</script>",
        "\u2028<script>alert(1)</script>",
        "＜script＞alert(1)＜/script＞",
        "{{constructor.constructor('alert(1)')()}}",
    ];

    public static TheoryData<string> Attacks => [.. Corpus];

    [Theory, MemberData(nameof(Attacks))]
    public void MarkdownHtml_AnyText_IsInertWithoutTheRulesAtTheDoor(string attack) =>
        CheckInert(new HtmlParser().ParseDocument("<main>" + MarkdownHtml.Write(attack) + "</main>"));

    [Fact]
    public async Task PublicFaces_AnyTextThatTheDoorLetsIn_AreInert()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        List<string> slugs = [];
        foreach (var attack in Corpus)
        {
            foreach (var text in Everywhere(attack))
            {
                if (await PublishIfAllowedAsync(app, text) is { } slug)
                    slugs.Add(slug);
            }
        }

        var parser = new HtmlParser();
        foreach (var address in slugs.Select(slug => $"/communiques/{slug}").Append("/communiques").Append("/communiques?page=2"))
            CheckInert(parser.ParseDocument(await app.Public.GetStringAsync(address)));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XElement.Parse(await app.Public.GetStringAsync("/communiques/feed.atom")).Elements(atom + "entry").ToList();
        Assert.Equal(50, entries.Count);
        Assert.All(entries, entry => CheckInert(parser.ParseDocument(entry.Element(atom + "content")!.Value)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    public async Task PublicFaces_Markup_ShowsAsTheTextItIs(string attack)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var published = await app.PublishAsync(Some.Text(text => text.Title = text.Body = text.Contact.Name = attack));

        var page = new HtmlParser().ParseDocument(await app.Public.GetStringAsync($"/communiques/{published.Approval.Slug}"));

        Assert.Equal(attack, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(attack, page.QuerySelector(".body")!.TextContent.Trim());
        Assert.StartsWith(attack, page.QuerySelector("address")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>One communiqué per free-text field, with the attack in that field only: a field that refuses the attack must not hide the others.</summary>
    private static IEnumerable<CommuniqueText> Everywhere(string attack) =>
    [
        Some.Text(text => text.Title = attack),
        Some.Text(text => text.Place = attack),
        Some.Text(text => text.Body = attack),
        Some.Text(text => text.Contact.Name = attack),
        Some.Text(text =>
        {
            text.Kind = CommuniqueKind.JointStatement;
            text.CoSignatories.Add(attack);
        }),
    ];

    private static async Task<string?> PublishIfAllowedAsync(PressApp app, CommuniqueText text)
    {
        try
        {
            return (await app.PublishAsync(text)).Approval.Slug;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    private static void CheckInert(IDocument document)
    {
        Assert.All(document.All, element => Assert.Contains(element.LocalName, Elements));
        Assert.All(document.All.SelectMany(element => element.Attributes), attribute => Assert.Contains(attribute.Name, Attributes));
        Assert.All(document.QuerySelectorAll("[href]").Select(element => element.GetAttribute("href")!), CheckAddress);
        Assert.Empty(document.QuerySelectorAll("meta[http-equiv]"));
    }

    private static void CheckAddress(string address) => Assert.Matches("^(?:https?://|mailto:|tel:|/communiques|#contenu$)", address);
}
