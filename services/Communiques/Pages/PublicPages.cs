using System.Data.Common;
using System.Globalization;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Public HTTP pages: list, page, feed, files. They read through <see cref="PublicStore"/> only, which knows the embargo.</summary>
internal sealed class PublicPages(
    Database database, DocumentReader documents, TimeProvider clock, PublicPagesOptions options, ILogger<PublicPages> log)
{
    private const int LastPage = 10_000;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        var style = Embedded.Bytes("style.css");
        Get(routes, Paths.List, http => ListAsync(http, http.Request.Query["page"]));
        Get(routes, Paths.Feed, FeedAsync);
        Get(routes, Paths.Style, http => Task.FromResult(Answer.Style(http, style)));
        Get(routes, Paths.List + "/{slug}", http => PageAsync(http, (string)http.Request.RouteValues["slug"]!));
        Get(
            routes, Paths.Attachment("{slug}", "{document}"),
            http => AttachmentAsync(http, (string)http.Request.RouteValues["slug"]!, (string)http.Request.RouteValues["document"]!));
        Get(routes, Paths.List + "/{slug}/{**rest}", http => Task.FromResult(NotFound(http)));
    }

    private void Get(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<IResult>> answer) =>
        routes.Map(pattern, async (HttpContext http) =>
        {
            if (!Reading.Contains(http.Request.Method))
                return Answer.NotAllowed(http, Reading, PlainPages.NotAllowed());
            try
            {
                return await answer(http);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                log.Log(
                    StoreFailure.Severity(exception), "{Pattern}: the store failed ({Exception} {SqlState})", pattern, exception.GetType().Name,
                    (exception as DbException)?.SqlState);
                return Answer.Failure(http, StoreFailure.HttpStatus(exception, http.Response), PlainPages.Unavailable());
            }
        }).AllowAnonymous();

    private async Task<IResult> ListAsync(HttpContext http, string? asked)
    {
        var number = 1;
        if (asked is not null && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > LastPage))
            return NotFound(http);

        var now = clock.GetUtcNow();
        return await database.SnapshotAsync(
            async sql =>
            {
                var found = await PublicStore.LatestAsync(sql, now, (number - 1) * ListPage.Size, ListPage.Size + 1);
                if (found.Count == 0 && number > 1)
                    return NotFound(http);
                var shown = found.Take(ListPage.Size).ToList();
                var page = ListPage.Write(
                    number, shown, await PublicStore.RectificationsOfAsync(sql, now, shown), found.Count > ListPage.Size, options);
                return Answer.Page(http, page, await PublicStore.LastChangeAsync(sql, now), now);
            },
            http.RequestAborted);
    }

    private async Task<IResult> PageAsync(HttpContext http, string slug)
    {
        var now = clock.GetUtcNow();
        return await database.SnapshotAsync(
            async sql =>
            {
                if (await PublicStore.BySlugAsync(sql, now, slug) is not { } communique)
                    return NotFound(http);
                var rectifications = await PublicStore.RectificationsOfAsync(sql, now, communique.Id);
                var rectified = communique.Rectifies is { } id ? await PublicStore.ByIdAsync(sql, now, id) : null;
                var lastChange = rectifications.Count == 0 ? communique.PublishedAt : rectifications[^1].PublishedAt;
                var files = await PublicStore.AttachmentsAsync(sql, now, communique.Id);
                return Answer.Page(http, CommuniquePage.Write(communique, rectifications, rectified, files, options), lastChange, now);
            },
            http.RequestAborted);
    }

    private async Task<IResult> FeedAsync(HttpContext http)
    {
        var now = clock.GetUtcNow();
        return await database.SnapshotAsync(
            async sql =>
            {
                var latest = await PublicStore.LatestAsync(sql, now, 0, AtomFeed.Size);
                var feed = AtomFeed.Write(
                    latest, await PublicStore.RectificationsOfAsync(sql, now, latest), await PublicStore.RectifiedByAsync(sql, now, latest),
                    await PublicStore.AttachmentsAsync(sql, now, latest), options);
                return Answer.Feed(http, feed, latest.Count == 0 ? null : latest[0].PublishedAt, now);
            },
            http.RequestAborted);
    }

    private async Task<IResult> AttachmentAsync(HttpContext http, string slug, string document)
    {
        var now = clock.GetUtcNow();
        return await database.ReadAsync(sql => PublicStore.AttachmentAsync(sql, now, slug, document), http.RequestAborted) is { } file
            ? new AttachmentResult(file, documents, now)
            : NotFound(http);
    }

    private static IResult NotFound(HttpContext http) => Answer.Failure(http, StatusCodes.Status404NotFound, PlainPages.NotFound());
}
