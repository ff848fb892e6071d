using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Instructions;

internal static partial class InstructionStore
{
    public static Task AddRequestAsync(SqlSession sql, string caseId, InstanceLevel level, RequestRow row, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into memorandum_requests (case_id, level, number, party, kind, asked_on, given_until, recorded_by, recorded_at)
        values (@caseId, @level, @Number, @party, @kind, @AskedOn, @GivenUntil, @by, @at)
        """,
        new
        {
            caseId, level = level.ToString(), row.Number, party = row.Party.ToString(), kind = row.Kind.ToString(), row.AskedOn, row.GivenUntil, by, at,
        });

    public static Task AddReceiptAsync(SqlSession sql, string caseId, InstanceLevel level, int number, DateOnly receivedOn, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into memorandum_receipts (case_id, level, number, received_on, recorded_by, recorded_at)
        values (@caseId, @level, @number, @receivedOn, @by, @at)
        """, new { caseId, level = level.ToString(), number, receivedOn, by, at });

    /// <summary>Requests, oldest first.</summary>
    public static Task<IReadOnlyList<RequestRow>> RequestsAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<RequestRow>(
        """
        select q.number, q.party, q.kind, q.asked_on, e.received_on, q.given_until
        from memorandum_requests q
        left join memorandum_receipts e on e.case_id = q.case_id and e.level = q.level and e.number = q.number
        where q.case_id = @caseId and q.level = @level order by q.number
        """, new { caseId, level = level.ToString() });

    public static Task AddMemorandumAsync(SqlSession sql, string caseId, InstanceLevel level, MemorandumRow row, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into memoranda (case_id, level, number, party, title, received_on, posted_on, request, recorded_by, recorded_at)
        values (@caseId, @level, @Number, @party, @Title, @ReceivedOn, @PostedOn, @Request, @by, @at)
        """,
        new
        {
            caseId, level = level.ToString(), row.Number, party = row.Party.ToString(), row.Title, row.ReceivedOn, row.PostedOn, row.Request, by, at,
        });

    /// <summary>Memoranda, oldest first.</summary>
    public static Task<IReadOnlyList<MemorandumRow>> MemorandaAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<MemorandumRow>(
        $"select number, party, title, received_on, posted_on, request from memoranda {OfInstance} order by number", new { caseId, level = level.ToString() });

    public static Task AddWithdrawalAsync(SqlSession sql, string caseId, InstanceLevel level, WithdrawalRow row, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into chamber_withdrawals (case_id, level, party, withdrawn_on, recorded_by, recorded_at)
        values (@caseId, @level, @party, @WithdrawnOn, @by, @at)
        """, new { caseId, level = level.ToString(), party = row.Party.ToString(), row.WithdrawnOn, by, at });

    public static Task<IReadOnlyList<WithdrawalRow>> WithdrawalsAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<WithdrawalRow>(
        $"select party, withdrawn_on from chamber_withdrawals {OfInstance} order by withdrawn_on, party", new { caseId, level = level.ToString() });

    /// <summary>Adds an order, and the ending when it ends the case.</summary>
    public static async Task AddOrderAsync(SqlSession sql, string caseId, InstanceLevel level, int number, OrderRow row, string by, DateTimeOffset at)
    {
        var args = new
        {
            caseId, level = level.ToString(), number, ground = row.Ground.ToString(), row.DecidedOn, by, at,
            kind = row.Ground == OrderGround.Withdrawal ? "Withdrawal" : "Order",
        };
        await sql.ExecuteAsync(
            """
            insert into president_orders (case_id, level, number, ground, decided_on, recorded_by, recorded_at)
            values (@caseId, @level, @number, @ground, @DecidedOn, @by, @at)
            """, args);
        if (row.EndsCase)
        {
            await sql.ExecuteAsync(
                "insert into chamber_endings (case_id, level, kind, number, ended_on) values (@caseId, @level, @kind, @number, @DecidedOn)", args);
        }
    }

    /// <summary>Orders, oldest first.</summary>
    public static Task<IReadOnlyList<OrderRow>> OrdersAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.QueryAsync<OrderRow>(
        """
        select o.ground, o.decided_on, case when e.number is null then false else true end as ends_case
        from president_orders o
        left join chamber_endings e on e.case_id = o.case_id and e.level = o.level and e.number = o.number
        where o.case_id = @caseId and o.level = @level order by o.number
        """, new { caseId, level = level.ToString() });

    public static Task<DateOnly?> EndedOnAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.SingleOrDefaultAsync<DateOnly?>(
        $"select ended_on from chamber_endings {OfInstance}", new { caseId, level = level.ToString() });

    /// <summary>Day of the hearing that closes the instruction unless an order does: the last one that was not postponed.</summary>
    public static Task<DateOnly?> HearingOnAsync(SqlSession sql, string caseId, InstanceLevel level) => sql.SingleOrDefaultAsync<DateOnly?>(
        """
        select h.hearing_on from hearings h
        where h.case_id = @caseId and h.level = @level
          and not exists (select 1 from hearing_outcomes o where o.hearing_id = h.id and o.outcome = 'Postponed')
        order by h.number desc limit 1
        """, new { caseId, level = level.ToString() });
}
