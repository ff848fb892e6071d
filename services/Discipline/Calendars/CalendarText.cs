using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>Writes a feed as iCalendar (RFC 5545). The library folds lines and escapes texts.</summary>
internal static class CalendarText
{
    private const string Product = "-//Ordre des medecins//OrdreCouncils//FR";

    // Of the UIDs; no host answers there.
    private const string Domain = "discipline.ordre-councils";

    // Older transitions of a time zone are left out: no event lies before.
    private static readonly DateTime Earliest = new(2026, 1, 1);

    public static string Write(CalendarOwner owner, string label, IEnumerable<CalendarEntry> entries)
    {
        var calendar = new Calendar { ProductId = Product };
        calendar.AddProperty("X-WR-CALNAME", $"Échéances et audiences disciplinaires, {owner.Name} ({label})");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        foreach (var entry in entries)
            calendar.Events.Add(Event(entry));
        // Each TZID has its VTIMEZONE (RFC 5545, 3.6.5).
        foreach (var zone in calendar.Events.Select(one => one.Start!.TzId).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone, Earliest, includeHistoricalData: false));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Event(CalendarEntry entry) => new()
    {
        Uid = $"{entry.Uid}@{Domain}",
        DtStamp = new CalDateTime(entry.StampedAt.UtcDateTime, CalDateTime.UtcTzId),
        Sequence = entry.Sequence,
        Summary = entry.Summary,
        Description = entry.Description,
        Location = entry.Place.Length == 0 ? null : entry.Place,
        Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        Start = entry.StartsAt is { } start ? new CalDateTime(entry.FirstDay, start.Hour, start.Zone) : new CalDateTime(entry.FirstDay),
        // The end of an event of whole days does not belong to it. How long a hearing lasts is not known, and an event without an end is one that ends when
        // it starts (RFC 5545, 3.6.1): no duration is invented.
        End = entry.StartsAt is null ? new CalDateTime(entry.LastDay.AddDays(1)) : null,
        // A deadline does not make anybody busy.
        Transparency = entry.StartsAt is null || entry.IsCancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
    };
}
