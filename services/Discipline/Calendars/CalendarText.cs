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

    public static string Write(CalendarOwner owner, string label, IEnumerable<CalendarEntry> entries)
    {
        var calendar = new Calendar { ProductId = Product };
        calendar.AddProperty("X-WR-CALNAME", $"Échéances disciplinaires, {owner.Name} ({label})");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        foreach (var entry in entries)
            calendar.Events.Add(Event(entry));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Event(CalendarEntry entry) => new()
    {
        Uid = $"{entry.Uid}@{Domain}",
        DtStamp = new CalDateTime(entry.StampedAt.UtcDateTime, CalDateTime.UtcTzId),
        Sequence = entry.Sequence,
        Summary = entry.Summary,
        Description = entry.Description,
        Start = new CalDateTime(entry.FirstDay),
        // The end of an event of whole days does not belong to it (RFC 5545, 3.6.1).
        End = new CalDateTime(entry.LastDay.AddDays(1)),
        // A deadline does not make anybody busy.
        Transparency = TransparencyType.Transparent,
    };
}
