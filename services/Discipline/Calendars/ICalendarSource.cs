using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>One kind of event of the feeds. Every registered source is asked.</summary>
internal interface ICalendarSource
{
    /// <summary>Events of the cases that concern the owner, without any name.</summary>
    Task<IReadOnlyList<CalendarEntry>> EntriesAsync(SqlSession sql, CalendarOwner owner);
}

/// <summary>An event of whole days, or of an hour.</summary>
internal sealed record CalendarEntry
{
    /// <summary>The same for the same event at each reading.</summary>
    public required string Uid { get; init; }
    public required string Summary { get; init; }
    public string Description { get; init; } = "";
    public required DateOnly FirstDay { get; init; }

    /// <summary>Belongs to the event.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Local hour on the first day; null for whole days.</summary>
    public LocalHour? StartsAt { get; init; }
    public string Place { get; init; } = "";

    /// <summary>It will not take place. The event stays for a while, because a program may keep an event that a feed leaves out.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Grows with each change of the event.</summary>
    public int Sequence { get; init; }

    /// <summary>Not the instant of the reading: an unchanged feed has the same bytes, hence the same ETag.</summary>
    public required DateTimeOffset StampedAt { get; init; }
}

/// <param name="Hour">On the clock of the place.</param>
/// <param name="Zone">IANA name of the time zone: the hour stays when its offset changes.</param>
internal sealed record LocalHour(TimeOnly Hour, string Zone);
