using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

public class PageTests
{
    [Theory, Engines]
    public async Task Page_Published_ShowsEveryPartInFrench(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var published = await app.PublishAsync(Some.Text(text =>
        {
            text.Kind = CommuniqueKind.JointStatement;
            text.CoSignatories.Add("Collège imaginaire de médecine");
            text.DatedOn = new Date { Year = 2026, Month = 12, Day = 1 };
            text.Body = "Premier **point** & suite.\n\n# Titre\n\n- un\n- [deux](https://www.ordre.example/a?b=1&c=2)\n\n3. trois\n\n> Cité";
        }));

        var page = await ReadAsync(app, $"/communiques/{published.Approval.Slug}");

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal($"{published.Text.Title} – Conseil national de l’Ordre des médecins", page.Title);
        Assert.Equal(published.Text.Title, Assert.Single(page.QuerySelectorAll("main h1")).TextContent);
        Assert.Equal("Communiqué commun", page.QuerySelector(".kind")!.TextContent);
        Assert.Equal("Paris, le 1er décembre 2026", page.QuerySelector(".dateline")!.TextContent);
        Assert.Equal("Publié le 22 novembre 2024 à 10\u00A0h\u00A000.", page.QuerySelector(".published")!.TextContent);
        Assert.Equal(
            """
            <p>Premier <strong>point</strong> &amp; suite.</p>
            <h2>Titre</h2>
            <ul>
            <li>un</li>
            <li><a href="https://www.ordre.example/a?b=1&amp;c=2">deux</a></li>
            </ul>
            <ol start="3">
            <li>trois</li>
            </ol>
            <blockquote>
            <p>Cité</p>
            </blockquote>
            """, page.QuerySelector(".body")!.InnerHtml.Trim());
        Assert.Equal("tel:0199001234", page.QuerySelector("address a")!.GetAttribute("href"));
        Assert.Equal($"{PressApp.PublicAddress}/communiques/{published.Approval.Slug}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Contains("Collège imaginaire de médecine", page.QuerySelector("[aria-labelledby=signataires]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# a\n\n###### b\n\n###### c\n\n# d", "h2 h3 h3 h2")]
    [InlineData("### a\n\n# b\n\n## c\n\n#### d\n\n### e", "h2 h2 h3 h4 h4")]
    [InlineData("> ### a\n\n- ##### b\n\n# c", "h2 h3 h2")]
    [InlineData("# a\n## b\n### c\n#### d\n##### e\n###### f", "h2 h3 h4 h5 h6 h6")]
    public void MarkdownHtml_HeadingsThatSkipLevels_AreWrittenWithoutGaps(string body, string levels)
    {
        var page = new HtmlParser().ParseDocument(MarkdownHtml.Write(body).ToString());

        Assert.Equal(levels, string.Join(' ', page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName)));
    }

    [Theory, Engines]
    public async Task Page_ApprovedText_IsRenderedOnce(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var address = $"/communiques/{(await app.PublishAsync()).Approval.Slug}";

        await app.ExecuteAsync("update rendered_texts set html = '<p>Tel que rendu</p>'");
        Assert.Equal("Tel que rendu", (await ReadAsync(app, address)).QuerySelector(".body")!.TextContent.Trim());
        Assert.Contains("Tel que rendu", await app.Public.GetStringAsync("/communiques/feed.atom"), StringComparison.Ordinal);

        // As after a start on the store of an earlier release.
        await app.ExecuteAsync("delete from rendered_texts");
        Assert.Contains("médicales", (await ReadAsync(app, address)).QuerySelector(".body")!.TextContent, StringComparison.Ordinal);
        await app.App.Host.Services.GetRequiredService<RenderingWork>().RunOnceAsync(CancellationToken.None);
        Assert.Equal(1, await app.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select count(*) from rendered_texts"), CancellationToken.None));
    }

    [Fact]
    public async Task Page_ReferencesToInvisibleCharacters_ShowNothingOfThem()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var published = await app.PublishAsync(Some.Text(text => text.Body = "Ordre&#x202E; des&ZeroWidthSpace; m&eacute;decins&shy;"));

        var page = await ReadAsync(app, $"/communiques/{published.Approval.Slug}");

        Assert.Equal("Ordre des médecins", page.QuerySelector(".body")!.TextContent.Trim());
    }

    [Theory, Engines]
    public async Task Page_Rectified_LinksBothWays(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var original = await app.PublishAsync(Some.Text(text => text.Title = "Chiffres 2026"));
        app.Clock.Advance(TimeSpan.FromHours(1));
        var rectification = await app.PublishAsync(Some.Text(text => (text.Title, text.Rectifies) = ("Chiffres 2026 : rectificatif", original.Id)));

        var corrected = await ReadAsync(app, "/communiques/chiffres-2026");
        var correcting = await ReadAsync(app, "/communiques/chiffres-2026-rectificatif");
        var list = await ReadAsync(app, "/communiques");

        Assert.Equal("/communiques/chiffres-2026-rectificatif", corrected.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.StartsWith("Rectifié par", corrected.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/communiques/chiffres-2026", correcting.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.StartsWith("Rectifie :", correcting.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([false, true], list.QuerySelectorAll(".communiques li").Select(item => item.TextContent.Contains("Rectifié", StringComparison.Ordinal)));
        Assert.Equal([rectification.Id], (await app.GetAsync(original.Id)).RectifiedBy);
    }

    [Theory, Engines]
    public async Task List_MoreThanAPage_LeadsThroughAllLatestFirst(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        for (var i = 1; i <= 21; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.PublishAsync(Some.Text(text => text.Title = $"Communiqué imaginaire {i}"));
        }

        var first = await ReadAsync(app, "/communiques");
        var second = await ReadAsync(app, first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(20, first.QuerySelectorAll(".communiques li").Length);
        Assert.Equal("Communiqué imaginaire 21", first.QuerySelector(".communiques a")!.TextContent);
        Assert.Equal("Communiqué imaginaire 1", Assert.Single(second.QuerySelectorAll(".communiques a")).TextContent);
        Assert.Null(second.QuerySelector("a[rel=next]"));
        Assert.Equal("/communiques", second.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("Communiqués, page 2", second.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task List_Empty_SaysSo()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        Assert.Contains("Aucun communiqué", (await ReadAsync(app, "/communiques")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/communiques/inconnu")]
    [InlineData("/communiques/inconnu/plus/loin")]
    [InlineData("/communiques?page=2")]
    [InlineData("/communiques?page=0")]
    [InlineData("/communiques?page=-1")]
    [InlineData("/communiques?page=99999999999")]
    [InlineData("/communiques?page=un")]
    [InlineData("/communiques/%27%20or%201%3D1")]
    public async Task AnyAddress_Unknown_AnswersAFrench404(string address)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        using var response = await app.Public.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Equal("Page introuvable", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("/communiques")]
    [InlineData("/communiques/secret-medical-l-ordre-rappelle-la-regle-a-l-ete")]
    [InlineData("/communiques/inconnu")]
    public async Task AnyPage_Landmarks_AreThoseOfTheAccessibilityRules(string address)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        await app.PublishAsync();
        using var response = await app.Public.GetAsync(address);

        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("body > header"));
        Assert.Single(page.QuerySelectorAll("body > footer"));
        Assert.Equal("#contenu", page.QuerySelector("body a")!.GetAttribute("href"));
        Assert.Equal("contenu", page.QuerySelector("main")!.Id);
        Assert.All(page.QuerySelectorAll("nav"), nav => Assert.NotEqual("", nav.GetAttribute("aria-label") ?? ""));
        Assert.NotEqual("", page.Title);
        Assert.Empty(page.QuerySelectorAll("script, style, img, iframe, form, [style]"));
    }

    private static async Task<IDocument> ReadAsync(PressApp app, string address) =>
        new HtmlParser().ParseDocument(await app.Public.GetStringAsync(address));
}
