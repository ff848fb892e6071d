using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Communiques.AttachmentSteps;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>Files as the public reads them: with their communiqué, to the instant, and never before.</summary>
public sealed class PublicFileTests
{
    [Theory, Engines]
    public async Task Get_PublishedFile_IsSavedUnderTheNameOfItsTitle(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var file = Pdf((2 * Part) + 77);
        var draft = await app.DraftAsync();
        await app.AddedAsync(draft.Id, file: file);
        var published = await app.ApproveAsync(await app.GetAsync(draft.Id), app.Clock.GetUtcNow());
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        using var response = await app.Public.GetAsync(Address(published, published.Attachments[0].DocumentId));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(file, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", file.Length), (response.Content.Headers.ContentType!.ToString(), (int)response.Content.Headers.ContentLength!));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("circulaire-n-2024-7-l-ete.pdf", response.Content.Headers.ContentDisposition.FileName);
        Assert.Equal($"\"{Digest(file)}\"", response.Headers.ETag!.Tag);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("public, max-age=86400", response.Headers.CacheControl!.ToString());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(PressApp.Start.AddMilliseconds(-250), response.Content.Headers.LastModified);
    }

    [Theory, Engines]
    public async Task Get_IfNoneMatchAndHead_SendNoBytes(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var published = await app.ApproveAsync(await app.DraftWithAsync("Une"), app.Clock.GetUtcNow());
        var address = Address(published, published.Attachments[0].DocumentId);

        using var known = new HttpRequestMessage(HttpMethod.Get, address);
        known.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{Digest(Circular)}\""));
        using var again = await app.Public.SendAsync(known);
        using var head = await app.Public.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        using var post = await app.Public.PostAsync(address, null);

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal((Circular.Length, "application/pdf"), ((int)head.Content.Headers.ContentLength!, head.Content.Headers.ContentType!.ToString()));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    /// <summary>To the microsecond that both engines store: a reader who knows the address reads nothing before.</summary>
    [Theory, Engines]
    public async Task Embargo_OfAFile_IsThatOfItsText(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var draft = await app.DraftWithAsync("Une");
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        var approved = await app.ApproveAsync(draft, embargo);
        var address = Address(approved, approved.Attachments[0].DocumentId);
        await HiddenAsync();

        app.Clock.Freeze(embargo.AddTicks(-1));
        await HiddenAsync();

        app.Clock.Freeze(embargo);
        Assert.Equal(Circular, await app.Public.GetByteArrayAsync(address));

        async Task HiddenAsync()
        {
            foreach (var guess in new[] { address, $"/communiques/x/pieces/{approved.Attachments[0].DocumentId}" })
            {
                using var response = await app.Public.GetAsync(guess);
                Assert.Equal((HttpStatusCode.NotFound, true), (response.StatusCode, response.Headers.CacheControl!.NoStore));
                Assert.Null(response.Headers.ETag);
            }

            Assert.DoesNotContain("pieces", await app.Public.GetStringAsync("/communiques/feed.atom"), StringComparison.Ordinal);
        }
    }

    [Theory, Engines]
    public async Task Get_FileThatNoStandingApprovalCovers_IsNotFound(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var files = await app.FilesAsync();
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        var approved = await app.ApproveAsync(await app.DraftWithAsync("Une", "Deux"), embargo);
        var (removed, kept) = (approved.Attachments[0], approved.Attachments[1]);
        var withdrawn = (await app.Approver.WithdrawApprovalAsync(Some.Withdrawal(approved))).Communique;
        await files.RemoveAttachmentAsync(Removal(withdrawn, removed));
        app.Clock.Freeze(embargo.AddHours(1));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(approved, kept.DocumentId)));

        var published = await app.ApproveAsync(await app.GetAsync(approved.Id), app.Clock.GetUtcNow());
        var other = await app.PublishAsync(Some.Text(text => text.Title = "Autre"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Address(published, kept.DocumentId)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(published, removed.DocumentId)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(other, kept.DocumentId)));
        foreach (var odd in new[] { "x", "..%2f..", Some.Id(), kept.DocumentId + "/plus", kept.DocumentId.ToUpperInvariant() })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(published, odd)));

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var response = await app.Public.GetAsync(address);
            return response.StatusCode;
        }
    }

    [Theory, Engines]
    public async Task PageAndFeed_NameTheFiles_AlsoOnceRectified(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var published = await app.ApproveAsync(await app.DraftWithAsync("Une & <deux>", "Trois"), app.Clock.GetUtcNow());
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.PublishAsync(Some.Text(text => (text.Title, text.Rectifies) = ("Rectificatif", published.Id)));

        var page = new HtmlParser().ParseDocument(await app.Public.GetStringAsync($"/communiques/{published.Approval.Slug}"));
        var links = page.QuerySelectorAll("section[aria-labelledby=pieces] a").ToList();
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XElement.Parse(await app.Public.GetStringAsync("/communiques/feed.atom")).Elements(atom + "entry").ToList();
        var enclosures = entries[1].Elements(atom + "link").Where(link => link.Attribute("rel")!.Value == "enclosure").ToList();

        Assert.Equal(["Une & <deux> (PDF, 3 ko)", "Trois (PDF, 3 ko)"], links.Select(link => link.TextContent));
        Assert.Equal(published.Attachments.Select(file => Address(published, file.DocumentId)), links.Select(link => link.GetAttribute("href")));
        Assert.Equal(
            published.Attachments.Select(file => (PressApp.PublicAddress + Address(published, file.DocumentId), "application/pdf", "3000", file.Title)),
            enclosures.Select(link => (link.Attribute("href")!.Value, link.Attribute("type")!.Value, link.Attribute("length")!.Value, link.Attribute("title")!.Value)));
        Assert.DoesNotContain(entries[0].Elements(atom + "link"), link => link.Attribute("rel")!.Value == "enclosure");
        Assert.Equal(Circular, await app.Public.GetByteArrayAsync(links[1].GetAttribute("href")));
    }

    [Theory, Engines]
    public async Task Get_DamagedFile_IsAnErrorOrBreaksOff_AndIsNeverTakenForWhole(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        app.App.ExpectErrors = true;
        var draft = await app.DraftAsync();
        await app.AddedAsync(draft.Id, file: Pdf((2 * Part) + 77));
        var published = await app.ApproveAsync(await app.GetAsync(draft.Id), app.Clock.GetUtcNow());
        var address = Address(published, published.Attachments[0].DocumentId);
        var parts = app.StoredFiles.Order(StringComparer.Ordinal).ToList();

        File.WriteAllBytes(parts[2], File.ReadAllBytes(parts[2])[..^1]);
        await Assert.ThrowsAnyAsync<Exception>(() => app.Public.GetByteArrayAsync(address));

        File.Delete(parts[0]);
        using var response = await app.Public.GetAsync(address);
        Assert.Equal((HttpStatusCode.InternalServerError, true), (response.StatusCode, response.Headers.CacheControl!.NoStore));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }
}
