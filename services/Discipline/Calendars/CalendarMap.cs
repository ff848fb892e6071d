using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Calendars;

internal static class CalendarMap
{
    public static CalendarFeed ToProto(FeedRow row) => new()
    {
        FeedId = row.Id,
        Label = row.Label,
        Council = row.Council,
        Chamber = row.Chamber,
        CreatedAt = row.CreatedAt.ToTimestamp(),
        RevokedAt = row.RevokedAt?.ToTimestamp(),
    };
}
