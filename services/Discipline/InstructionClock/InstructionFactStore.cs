using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>Reads what the next deadline needs; the folders Instructions and Hearings write it.</summary>
internal static class InstructionFactStore
{
    public static async Task<InstructionFacts> ReadAsync(SqlSession sql, string caseId, InstanceLevel level)
    {
        var args = new { caseId, level = level.ToString() };
        if (await sql.SingleOrDefaultAsync<InstructionFacts>(
                "select chamber, urgent from chamber_registrations where case_id = @caseId and level = @level", args) is not { } facts)
        {
            return new InstructionFacts();
        }

        var requests = await sql.QueryAsync<OpenRequest>(
            """
            select q.kind, q.asked_on, e.received_on, q.given_until
            from memorandum_requests q
            left join memorandum_receipts e on e.case_id = q.case_id and e.level = q.level and e.number = q.number
            where q.case_id = @caseId and q.level = @level
              and not exists (select 1 from memoranda m where m.case_id = q.case_id and m.level = q.level and m.request = q.number)
            order by q.number
            """, args);
        var closesOn = await sql.SingleOrDefaultAsync<DateOnly?>(
            """
            select c.closes_on from closures c
            where c.case_id = @caseId and c.level = @level
              and not exists (select 1 from reopenings r where r.case_id = c.case_id and r.level = c.level and r.number = c.number)
            """, args);
        var hearing = await sql.SingleOrDefaultAsync<LastHearing>(
            """
            select h.id, h.hearing_on, o.outcome from hearings h
            left join hearing_outcomes o on o.hearing_id = h.id
            where h.case_id = @caseId and h.level = @level order by h.number desc limit 1
            """, args);
        var isToCome = hearing is { Outcome: HearingOutcome.Unspecified };
        return facts with
        {
            AuthorLeft = await AuthorLeftAsync(sql, caseId),
            Requests = requests,
            ClosesOn = closesOn,
            HearingOn = isToCome ? hearing!.HearingOn : null,
            Heard = hearing is { Outcome: HearingOutcome.Held },
            Summoned = isToCome
                ? [.. (await sql.QueryAsync<string>("select distinct party from hearing_summonses where hearing_id = @Id", new { hearing!.Id }))
                    .Select(Enum.Parse<CaseParty>)]
                : [],
        };
    }

    /// <summary>Emergency suspension (CSP L.4113-14), by the registration of the first-instance chamber; null without one.</summary>
    public static async Task<bool?> IsUrgentAsync(SqlSession sql, string caseId) => (await sql.SingleOrDefaultAsync<InstructionFacts>(
        "select chamber, urgent from chamber_registrations where case_id = @caseId and level = @level",
        new { caseId, level = nameof(InstanceLevel.FirstInstance) }))?.Urgent;

    public static async Task<bool> AuthorLeftAsync(SqlSession sql, string caseId) => await sql.ScalarAsync<long>(
        """
        select count(*) from chamber_withdrawals w
        where w.case_id = @caseId and w.party = 'Author' and exists (
          select 1 from president_orders o
          where o.case_id = w.case_id and o.level = w.level and o.ground = 'Withdrawal' and o.decided_on >= w.withdrawn_on)
        """, new { caseId }) > 0;

    private sealed record LastHearing
    {
        public string Id { get; init; } = "";
        public DateOnly HearingOn { get; init; }
        public HearingOutcome Outcome { get; init; }
    }
}
