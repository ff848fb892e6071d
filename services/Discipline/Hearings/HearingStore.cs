using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>SQL of hearings. Rows are added, never changed.</summary>
internal static class HearingStore
{
    // The hearing of a chamber that lost the case keeps the number that it had there.
    private const string Query =
        """
        select h.id, h.case_id, h.level, h.number, h.chamber, h.hearing_on, h.starts_at, h.place, h.publicity, h.closed_in_part, h.set_on,
          o.outcome, coalesce(o.silence_told, false) as silence_told,
          case when exists (select 1 from deaths d where d.case_id = h.case_id)
            or exists (select 1 from chamber_endings e where e.case_id = h.case_id and e.level = h.level) then true else false end as case_ended,
          c.rpps, c.respondent_name, r.urgent,
          case when r.chamber = h.chamber then r.year else (
            select t.from_year from transfers t where t.case_id = h.case_id and t.from_chamber = h.chamber and t.from_year is not null
            order by t.number desc limit 1) end as case_year,
          case when r.chamber = h.chamber then r.number else (
            select t.from_number from transfers t where t.case_id = h.case_id and t.from_chamber = h.chamber and t.from_year is not null
            order by t.number desc limit 1) end as case_number
        from hearings h
        join cases c on c.id = h.case_id
        join chamber_registrations r on r.case_id = h.case_id and r.level = h.level
        left join hearing_outcomes o on o.hearing_id = h.id
        """;

    public static async Task AddAsync(SqlSession sql, HearingRow row, IReadOnlyList<MemberRow> members, string by, DateTimeOffset at)
    {
        await sql.ExecuteAsync(
            """
            insert into hearings (id, case_id, level, number, chamber, hearing_on, starts_at, place, publicity, closed_in_part, set_on,
              recorded_by, recorded_at)
            values (@Id, @CaseId, @level, @Number, @Chamber, @HearingOn, @StartsAt, @Place, @publicity, @ClosedInPart, @SetOn, @by, @at)
            """,
            new
            {
                row.Id, row.CaseId, level = row.Level.ToString(), row.Number, row.Chamber, row.HearingOn, row.StartsAt, row.Place,
                publicity = row.Publicity.ToString(), row.ClosedInPart, row.SetOn, by, at,
            });
        foreach (var (member, position) in members.Select((member, position) => (member, position)))
        {
            await sql.ExecuteAsync(
                "insert into hearing_members (hearing_id, position, name, role, council) values (@Id, @position, @Name, @role, @Council)",
                new { row.Id, position, member.Name, role = member.Role.ToString(), member.Council });
        }
    }

    public static Task AddSummonsAsync(SqlSession sql, string id, SummonsRow row, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into hearing_summonses (hearing_id, party, number, residence, sent_on, reached_on, silence_told, recorded_by, recorded_at)
        values (@id, @party, @Number, @residence, @SentOn, @ReachedOn, @SilenceTold, @by, @at)
        """,
        new { id, party = row.Party.ToString(), row.Number, residence = row.Residence.ToString(), row.SentOn, row.ReachedOn, row.SilenceTold, by, at });

    public static async Task AddOutcomeAsync(
        SqlSession sql, string id, HearingOutcome outcome, DateOnly decidedOn, bool silenceTold, IEnumerable<CaseParty> present, string by, DateTimeOffset at)
    {
        await sql.ExecuteAsync(
            """
            insert into hearing_outcomes (hearing_id, outcome, decided_on, silence_told, recorded_by, recorded_at)
            values (@id, @outcome, @decidedOn, @silenceTold, @by, @at)
            """, new { id, outcome = outcome.ToString(), decidedOn, silenceTold, by, at });
        foreach (var party in present)
            await sql.ExecuteAsync("insert into hearing_attendances (hearing_id, party) values (@id, @party)", new { id, party = party.ToString() });
    }

    /// <summary>Null when absent, and for a first-instance registry when it is another chamber's.</summary>
    public static Task<HearingRow?> GetAsync(SqlSession sql, string id, HearingReach reach) => sql.SingleOrDefaultAsync<HearingRow>(
        $"{Query} where h.id = @id and {reach.Predicate}", new { id, reach.Chamber, reach.Council });

    /// <summary>The last hearing of a case; null without one.</summary>
    public static Task<HearingRow?> LastAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.SingleOrDefaultAsync<HearingRow>(
        $"{Query} where h.case_id = @caseId and h.level = @level order by h.number desc limit 1", new { caseId, level = level.ToString() });

    /// <summary>By day and hour, after the place.</summary>
    public static Task<IReadOnlyList<HearingRow>> PageAsync(
        SqlSession sql, HearingReach reach, string ofChamber, string caseId, HearingPlace place, int limit) => sql.QueryAsync<HearingRow>(
        $"""
        {Query}
        where h.hearing_on >= @Day and (h.hearing_on > @Day or h.starts_at > @StartsAt or (h.starts_at = @StartsAt and h.id > @Id)) and {reach.Predicate}
        {(ofChamber.Length == 0 ? "" : "and h.chamber = @ofChamber")}
        {(caseId.Length == 0 ? "" : "and h.case_id = @caseId")}
        order by h.hearing_on, h.starts_at, h.id limit @limit
        """, new { place.Day, place.StartsAt, place.Id, reach.Chamber, reach.Council, ofChamber, caseId, limit });

    public static Task<IReadOnlyList<MemberRow>> MembersAsync(SqlSession sql, string id) => sql.QueryAsync<MemberRow>(
        "select name, role, council from hearing_members where hearing_id = @id order by position", new { id });

    /// <summary>Names of those who sat at the first-instance hearings of a case.</summary>
    public static Task<IReadOnlyList<string>> FirstInstanceNamesAsync(SqlSession sql, string caseId) => sql.QueryAsync<string>(
        """
        select m.name from hearing_members m
        join hearings h on h.id = m.hearing_id
        where h.case_id = @caseId and h.level = 'FirstInstance'
        """, new { caseId });

    /// <summary>All summonses of a hearing, oldest first.</summary>
    public static Task<IReadOnlyList<SummonsRow>> SummonsesAsync(SqlSession sql, string id) => sql.QueryAsync<SummonsRow>(
        """
        select party, number, residence, sent_on, reached_on, silence_told from hearing_summonses where hearing_id = @id order by party, number
        """, new { id });

    public static async Task<IReadOnlyList<CaseParty>> PresentAsync(SqlSession sql, string id) =>
        [.. (await sql.QueryAsync<string>("select party from hearing_attendances where hearing_id = @id", new { id })).Select(Enum.Parse<CaseParty>).Order()];
}
