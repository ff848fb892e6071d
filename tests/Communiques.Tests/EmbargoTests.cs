using System.Net;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>The embargo is exact to the tick, on every page and feed, on every replica, whatever the background work does.</summary>
public class EmbargoTests
{
    [Theory, Engines]
    public async Task PublicFaces_OneTickBeforeAndAtTheInstant_HideAndShow(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var embargo = app.Clock.GetUtcNow().AddHours(20);
        var approved = await app.ApproveAsync(await app.DraftAsync(), embargo);

        app.Clock.Freeze(embargo.AddTicks(-1));
        await app.RecordPublicationsAsync();
        await AssertVisibleAsync(app, approved.Approval.Slug, false);

        app.Clock.Advance(TimeSpan.FromTicks(1));
        await AssertVisibleAsync(app, approved.Approval.Slug, true);
    }

    [Theory, Engines]
    public async Task PublicFaces_EmbargoFinerThanTheStore_AreNotEarlyByAFraction(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        // Both stores keep microseconds; this instant is 300 ns later. Truncated, the embargo would end too early.
        var embargo = PressApp.Start.AddHours(1).AddTicks(3);
        var approved = await app.ApproveAsync(await app.DraftAsync(), embargo);

        app.Clock.Freeze(embargo.AddTicks(-1));
        await AssertVisibleAsync(app, approved.Approval.Slug, false);

        app.Clock.Freeze(PressApp.Start.AddHours(1).AddTicks(TimeSpan.TicksPerMicrosecond));
        await AssertVisibleAsync(app, approved.Approval.Slug, true);
    }

    [Theory, Engines]
    public async Task PublicFaces_Draft_IsNowhere(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        await app.DraftAsync();

        await AssertVisibleAsync(app, "secret-medical-l-ordre-rappelle-la-regle-a-l-ete", false);
    }

    [Theory, Engines]
    public async Task Page_UnderEmbargo_AnswersAsAnAbsentOne(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var approved = await app.ApproveAsync(await app.DraftAsync(), app.Clock.GetUtcNow().AddHours(1));

        using var hidden = await app.Public.GetAsync($"/communiques/{approved.Approval.Slug}");
        using var absent = await app.Public.GetAsync("/communiques/aucun-communique-de-ce-nom");

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(await absent.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
        Assert.Equal(Headers(absent), Headers(hidden));
        Assert.Equal("no-store", hidden.Headers.CacheControl!.ToString());

        static string Headers(HttpResponseMessage response) => string.Join(
            '\n', response.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
    }

    [Theory, Engines]
    public async Task Rectification_UnderEmbargo_LeavesNoTraceOnTheOriginal(SqlEngine engine)
    {
        await using var app = await PressApp.StartAsync(engine);
        var original = await app.PublishAsync();
        var page = await app.Public.GetStringAsync($"/communiques/{original.Approval.Slug}");
        var embargo = app.Clock.GetUtcNow().AddHours(1);
        await app.ApproveAsync(await app.DraftAsync(Some.Text(text => text.Rectifies = original.Id)), embargo);

        app.Clock.Freeze(embargo.AddTicks(-1));
        Assert.Equal(page, await app.Public.GetStringAsync($"/communiques/{original.Approval.Slug}"));
        Assert.Empty((await app.GetAsync(original.Id)).RectifiedBy);

        app.Clock.Freeze(embargo);
        Assert.NotEqual(page, await app.Public.GetStringAsync($"/communiques/{original.Approval.Slug}"));
        Assert.Single((await app.GetAsync(original.Id)).RectifiedBy);
    }

    /// <summary>Asserts that the page, the list and the feed all show the communiqué, or that none of them does.</summary>
    private static async Task AssertVisibleAsync(PressApp app, string slug, bool expected)
    {
        using var page = await app.Public.GetAsync($"/communiques/{slug}");
        Assert.Equal(expected ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(expected, (await app.Public.GetStringAsync("/communiques")).Contains(slug, StringComparison.Ordinal));
        Assert.Equal(expected, (await app.Public.GetStringAsync("/communiques/feed.atom")).Contains(slug, StringComparison.Ordinal));
    }
}
