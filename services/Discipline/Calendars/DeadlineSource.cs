using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>The next deadline of each open case.</summary>
internal sealed class DeadlineSource : ICalendarSource
{
    // The busiest council has some hundred open cases. Later deadlines come nearer and then into the feed.
    private const int Most = 2_000;

    public async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(SqlSession sql, CalendarOwner owner)
    {
        // The national chamber's cases are those that wait for it; the others are followed by the national registry, which is not their chamber.
        const string AtNationalChamber = "next_due_on is not null and status in ('Appealed', 'Opposed', 'Remanded', 'NationallyDecided')";
        var ids = owner.IsNationalChamber ? [] : await CaseStore.OpenIdsAsync(sql, new CaseReach(false, owner.Council, owner.Chamber), Most);
        var rows = await sql.QueryAsync<DeadlineRow>(
            $"""
            select id, council, version, next_due_on, next_deadline, opened_at, complaint_id, complaint_year, complaint_number from case_overview
            where {(owner.IsNationalChamber ? AtNationalChamber : TextList.Condition(sql.Engine, "id"))} order by next_due_on, id limit @Most
            """, new { Most, list = TextList.Value(sql.Engine, ids) });
        return [.. rows.Select(Entry)];
    }

    private static CalendarEntry Entry(DeadlineRow row)
    {
        var deadline = NextDeadline.Parser.ParseFrom(row.NextDeadline);
        return new CalendarEntry
        {
            // Another deadline of the same case is another event.
            Uid = $"{row.Id}-{deadline.Rule}",
            Summary = $"{(deadline.Indicative ? "Repère : " : "")}{NameOf(deadline.Rule)}, {row.Number}",
            Description = Actor(deadline.Actor),
            FirstDay = row.NextDueOn,
            LastDay = row.NextDueOn,
            Sequence = row.Version,
            StampedAt = row.OpenedAt,
        };
    }

    /// <summary>The rule's French name; a landmark that no text sets, or a day that a chamber sets, has none.</summary>
    private static string NameOf(string code) => LegalRules.All.FirstOrDefault(rule => rule.Code == code)?.Name
        ?? BackwardRules.All.FirstOrDefault(rule => rule.Code == code)?.Name
        ?? code switch
        {
            "national-decision" => "Décision de la chambre disciplinaire nationale",
            "notification" => "Notification de la décision",
            "hearing" => "Audience",
            "instruction-closed-by-order" => "Clôture de l'instruction",
            _ => code,
        };

    private static string Actor(DeadlineActor actor) => actor switch
    {
        DeadlineActor.Council => "À la charge du conseil départemental.",
        DeadlineActor.ConciliatingCouncil => "À la charge du conseil qui concilie.",
        DeadlineActor.NationalCouncil => "À la charge du président du Conseil national.",
        DeadlineActor.Chamber => "À la charge de la chambre de première instance.",
        DeadlineActor.NationalChamber => "À la charge de la chambre disciplinaire nationale.",
        DeadlineActor.Parties => "À la charge des parties.",
        _ => "",
    };

    private sealed record DeadlineRow
    {
        public string Id { get; init; } = "";
        public string Council { get; init; } = "";
        public int Version { get; init; }
        public DateOnly NextDueOn { get; init; }
        public byte[] NextDeadline { get; init; } = [];
        public DateTimeOffset OpenedAt { get; init; }
        public string ComplaintId { get; init; } = "";
        public int ComplaintYear { get; init; }
        public int ComplaintNumber { get; init; }

        /// <summary>A case that the national council opened has no number but its id.</summary>
        public string Number => ComplaintId.Length > 0 ? $"plainte {ComplaintNumbers.Of(Council, ComplaintYear, ComplaintNumber)}" : $"dossier {Id}";
    }
}
