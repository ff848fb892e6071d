using System.Globalization;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>Hearings of a chamber, and for a council those to which it is summoned. A postponed hearing and the one set in its place are one event, which so
/// moves in a calendar program; until another day is set it is cancelled, as is one whose case has ended.</summary>
internal sealed class HearingSource(TimeProvider clock) : ICalendarSource
{
    private const int Most = 2_000;

    // Calendar programs read a feed some times a day: after a month each has seen what became of a hearing.
    private const int DaysKept = 30;

    public async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(SqlSession sql, CalendarOwner owner)
    {
        var since = LegalDay.Today(clock).AddDays(-DaysKept);
        var rows = await sql.QueryAsync<Row>(
            $"""
            select h.id, h.case_id, h.level, h.number, h.chamber, h.hearing_on, h.starts_at, h.place, h.recorded_at,
              case when r.chamber = h.chamber then r.year else (
                select t.from_year from transfers t where t.case_id = h.case_id and t.from_chamber = h.chamber and t.from_year is not null
                order by t.number desc limit 1) end as year,
              case when r.chamber = h.chamber then r.number else (
                select t.from_number from transfers t where t.case_id = h.case_id and t.from_chamber = h.chamber and t.from_year is not null
                order by t.number desc limit 1) end as case_number,
              o.outcome, o.recorded_at as outcome_at,
              coalesce((select d.recorded_at from deaths d where d.case_id = h.case_id),
                (select p.recorded_at from chamber_endings e
                 join president_orders p on p.case_id = e.case_id and p.level = e.level and p.number = e.number
                 where e.case_id = h.case_id and e.level = h.level)) as ended_at
            from hearings h
            join cases c on c.id = h.case_id
            join chamber_registrations r on r.case_id = h.case_id and r.level = h.level
            left join hearing_outcomes o on o.hearing_id = h.id
            where {(owner.Council.Length > 0 ? "(c.council = @Council or c.register_council = @Council)" : "h.chamber = @Chamber")}
              and exists (select 1 from hearings l where l.case_id = h.case_id and l.level = h.level and l.hearing_on >= @since)
            order by h.case_id, h.level, h.number limit @Most
            """, new { owner.Council, owner.Chamber, since, Most });
        return [.. rows.GroupBy(row => (row.CaseId, row.Level)).SelectMany(Entries).Where(entry => entry.LastDay >= since)
            .OrderBy(entry => entry.FirstDay).ThenBy(entry => entry.Uid, StringComparer.Ordinal)];
    }

    /// <summary>One entry for each hearing and the postponed ones before it.</summary>
    private static IEnumerable<CalendarEntry> Entries(IEnumerable<Row> ofCase)
    {
        var chain = new List<Row>();
        foreach (var row in ofCase)
        {
            if (chain is [.., { Outcome: not HearingOutcome.Postponed }])
            {
                yield return Entry(chain);
                chain.Clear();
            }

            chain.Add(row);
        }

        yield return Entry(chain);
    }

    private static CalendarEntry Entry(IReadOnlyList<Row> chain)
    {
        var last = chain[^1];
        var endedBefore = last.Outcome == HearingOutcome.Unspecified && last.EndedAt is not null;
        var isCancelled = last.Outcome == HearingOutcome.Postponed || endedBefore;
        return new CalendarEntry
        {
            Uid = $"{chain[0].Id}-audience",
            Summary = $"Audience, affaire {ChamberNumbers.Of(last.Chamber, last.Year, last.CaseNumber)}",
            Description = last.Outcome == HearingOutcome.Postponed ? "Renvoyée : la nouvelle date n'est pas fixée."
                : endedBefore ? "Annulée : la procédure a pris fin."
                : "Durée non fixée. Heure locale de la chambre.",
            FirstDay = last.HearingOn,
            LastDay = last.HearingOn,
            StartsAt = new LocalHour(
                TimeOnly.ParseExact(last.StartsAt, "HH:mm", CultureInfo.InvariantCulture), LegalDay.ZoneOf(Chambers.PlaceOf(last.Chamber)).Id),
            Place = last.Place,
            IsCancelled = isCancelled,
            // Each new day is two steps after the one before, so that the cancellation between them has a number.
            Sequence = (2 * (chain.Count - 1)) + (isCancelled ? 1 : 0),
            StampedAt = last.OutcomeAt ?? last.EndedAt ?? last.RecordedAt,
        };
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string CaseId { get; init; } = "";
        public InstanceLevel Level { get; init; }
        public int Number { get; init; }
        public string Chamber { get; init; } = "";
        public DateOnly HearingOn { get; init; }
        public string StartsAt { get; init; } = "";
        public string Place { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
        public int Year { get; init; }
        public int CaseNumber { get; init; }
        public HearingOutcome Outcome { get; init; }
        public DateTimeOffset? OutcomeAt { get; init; }

        /// <summary>Instant at which the death of the respondent or an order that ends the case was recorded.</summary>
        public DateTimeOffset? EndedAt { get; init; }
    }
}
