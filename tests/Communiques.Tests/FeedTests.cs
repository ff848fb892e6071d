using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>The feed follows RFC 4287.</summary>
public partial class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory, Engines]
    public async Task Feed_WithEntries_HasEveryRequiredElementOnce(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var first = await app.PublishAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await app.PublishAsync(Some.Text(text => text.Title = "L’Ordre & ses <règles>"));
        await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));

        var feed = await ReadAsync(app);

        CheckCommon(feed);
        Assert.NotEmpty(feed.Elements(Atom + "author"));
        Assert.Equal($"{PressApp.PublicAddress}/communiques/feed.atom", Link(feed, "self"));
        Assert.Equal($"{PressApp.PublicAddress}/communiques", Link(feed, "alternate"));
        Assert.Equal("2024-11-22T10:00:00Z", feed.Element(Atom + "updated")!.Value);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.All(entries, CheckCommon);
        Assert.Equal(
            [$"tag:conseil-national.medecin.fr,2026:communiques/{second.Id}", $"tag:conseil-national.medecin.fr,2026:communiques/{first.Id}"],
            entries.Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Equal("L’Ordre & ses <règles>", entries[0].Element(Atom + "title")!.Value);
        Assert.Equal($"{PressApp.PublicAddress}/communiques/l-ordre-ses-regles", Link(entries[0], "alternate"));
        Assert.Equal("html", entries[0].Element(Atom + "content")!.Attribute("type")!.Value);
        Assert.Contains("<strong>rappelle</strong>", entries[0].Element(Atom + "content")!.Value, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Feed_Rectification_UpdatesTheOriginalUnderTheSameId(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var original = await app.PublishAsync();
        var before = (await ReadAsync(app)).Element(Atom + "entry")!;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.PublishAsync(Some.Text(text => (text.Title, text.Rectifies) = ("Rectificatif", original.Id)));

        var entries = (await ReadAsync(app)).Elements(Atom + "entry").ToList();

        Assert.Equal(before.Element(Atom + "id")!.Value, entries[1].Element(Atom + "id")!.Value);
        Assert.Equal(before.Element(Atom + "published")!.Value, entries[1].Element(Atom + "published")!.Value);
        Assert.Equal("2024-11-23T09:00:00Z", entries[1].Element(Atom + "updated")!.Value);
        Assert.Equal($"{PressApp.PublicAddress}/communiques/rectificatif", NoticeLink(entries[1]));
        Assert.Equal($"{PressApp.PublicAddress}/communiques/{original.Approval.Slug}", NoticeLink(entries[0]));

        static string? NoticeLink(XElement entry) =>
            new HtmlParser().ParseDocument(entry.Element(Atom + "content")!.Value).QuerySelector(".notice a")?.GetAttribute("href");
    }

    [Fact]
    public async Task Feed_Empty_IsValid()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);

        var feed = await ReadAsync(app);

        CheckCommon(feed);
        Assert.Empty(feed.Elements(Atom + "entry"));
        // The date in the feed's id: nothing has changed since.
        Assert.Equal("2026-01-01T00:00:00Z", feed.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public async Task Feed_CharactersThatXmlLacks_DoNotBreakIt()
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        // Fields refuse these characters themselves, but a text can name them as character references.
        await app.PublishAsync(Some.Text(text => text.Body = "Un &#1; deux &#xFFFE; trois &#xD800; quatre \U0001F468\u200D\u2695\uFE0F ]]> cinq"));

        var feed = await ReadAsync(app);

        Assert.Contains("cinq", feed.Element(Atom + "entry")!.Element(Atom + "content")!.Value, StringComparison.Ordinal);
    }

    private static void CheckCommon(XElement element)
    {
        Assert.True(Uri.IsWellFormedUriString(Assert.Single(element.Elements(Atom + "id")).Value, UriKind.Absolute));
        Assert.NotEqual("", Assert.Single(element.Elements(Atom + "title")).Value);
        Assert.Matches(Rfc3339(), Assert.Single(element.Elements(Atom + "updated")).Value);
    }

    private static string Link(XElement element, string relation) =>
        element.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == relation).Attribute("href")!.Value;

    private static async Task<XElement> ReadAsync(PressApp app)
    {
        using var reader = XmlReader.Create(
            await app.Public.GetStreamAsync("/communiques/feed.atom"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var feed = XElement.Load(reader);
        Assert.Equal(Atom + "feed", feed.Name);
        return feed;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex Rfc3339();
}
