using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>Feeds of the caller's council or chamber.</summary>
internal sealed class CalendarsGrpc(Database database, ChangeRunner changes, Blinder blinder) : CalendarsService.CalendarsServiceBase
{
    private const int LongestLabel = 100;

    public override async Task<CreateCalendarFeedResponse> CreateCalendarFeed(CreateCalendarFeedRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var label = violations.Text(request.Label, "label", LongestLabel);
        violations.ThrowIfAny();

        var owner = CalendarOwner.Of(context.Scope());
        var answer = await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = new FeedRow { Id = change.NewId(), Council = owner.Council, Chamber = owner.Chamber, Label = label, CreatedAt = change.At };
            await CalendarStore.AddAsync(change.Sql, row, CalendarSecret.Digest(CalendarSecret.Of(row.Id, blinder)), change.Actor.Person.Subject);
            change.Audit("discipline.calendar_feed.created", $"calendar_feeds/{row.Id}", null, new { row.Council, row.Chamber });
            return new CreateCalendarFeedResponse { Feed = CalendarMap.ToProto(row) };
        });
        // After the change: the answer that the store keeps has no address.
        answer.Path = CalendarSecret.Path(CalendarSecret.Of(answer.Feed.FeedId, blinder));
        return answer;
    }

    public override Task<RevokeCalendarFeedResponse> RevokeCalendarFeed(RevokeCalendarFeedRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.FeedId, "feed_id");
        violations.ThrowIfAny();

        var owner = CalendarOwner.Of(context.Scope());
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await CalendarStore.GetAsync(change.Sql, id, owner) ?? throw Fault.NotFound("calendar feed");
            if (await CalendarStore.RevokeAsync(change.Sql, id, change.At))
            {
                row = row with { RevokedAt = change.At };
                change.Audit("discipline.calendar_feed.revoked", $"calendar_feeds/{id}", null, new { row.RevokedAt });
            }
            else
            {
                // Another clerk may have revoked it since the row was read.
                row = (await CalendarStore.GetAsync(change.Sql, id, owner))!;
                change.Unchanged();
            }

            return new RevokeCalendarFeedResponse { Feed = CalendarMap.ToProto(row) };
        });
    }

    public override async Task<ListCalendarFeedsResponse> ListCalendarFeeds(ListCalendarFeedsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var before = violations.Before(request.PageToken);
        violations.ThrowIfAny();

        var owner = CalendarOwner.Of(context.Scope());
        var rows = await database.ReadAsync(sql => CalendarStore.PageAsync(sql, owner, before, size + 1), context.CancellationToken);
        var (page, next) = Paging.PageOf(rows, size, row => row.Id);
        return new ListCalendarFeedsResponse { Feeds = { page.Select(CalendarMap.ToProto) }, NextPageToken = next };
    }
}
