using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>The feeds over HTTP. Whoever has the address reads it; an unknown and a revoked address answer alike.</summary>
internal sealed class CalendarPages(Database database, IEnumerable<ICalendarSource> sources, AccessLog accessLog, ILogger<CalendarPages> log)
{
    public const string Folder = "/calendars";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods($"{Folder}/{{file}}", Reading, AnswerAsync).AllowAnonymous();

    private async Task<IResult> AnswerAsync(HttpContext http, string file)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        try
        {
            if (CalendarSecret.OfFile(file) is not { } secret || await ReadAsync(secret, http.RequestAborted) is not var (feed, text))
                return Results.Problem("No calendar has this address, or it was revoked.", statusCode: StatusCodes.Status404NotFound, title: "Not found");
            await accessLog.RememberPublicAsync(
                $"calendar_feeds/{feed}", $"calendar feed {feed}", "discipline/calendar-feed", Purpose.Discipline, http.RequestAborted);
            // Private: a shared cache would go on answering after a revocation.
            headers.CacheControl = "private, no-cache";
            var bytes = Encoding.UTF8.GetBytes(text);
            var digest = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16));
            return Results.Bytes(bytes, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{digest}\""));
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            log.Log(StoreFailure.Severity(exception), "{Folder}: the store failed ({Exception})", Folder, exception.GetType().Name);
            return Results.Problem("The store does not answer.", statusCode: StoreFailure.HttpStatus(exception, http.Response), title: "Unavailable");
        }
    }

    private Task<(string Feed, string Text)?> ReadAsync(string secret, CancellationToken cancellation) => database.SnapshotAsync<(string, string)?>(
        async sql =>
        {
            if (await CalendarStore.OfSecretAsync(sql, CalendarSecret.Digest(secret)) is not { } feed)
                return null;
            var entries = new List<CalendarEntry>();
            foreach (var source in sources)
                entries.AddRange(await source.EntriesAsync(sql, feed.Owner));
            return (feed.Id, CalendarText.Write(feed.Owner, feed.Label, entries));
        },
        cancellation);
}
