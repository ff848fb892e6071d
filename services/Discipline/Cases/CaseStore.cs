using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

internal static class CaseStore
{
    private const string Columns =
        """
        id, affair_id, rpps, council, respondent_name, respondent_kind, conciliating_council, register_council, version, next_due_on, next_deadline, clock_key,
        title, facts, facts_on, opened_at, complaint_id, complaint_year, complaint_number, registered_on, regime, author_kind, sealed_facts, withdrawn_on,
        council_continues, other_council_asked_on, summoned_on, held_on, conciliation, deliberated_on, deliberation, substitution_asked_on, status, chamber,
        filed_on, complete_on, decision_due_on, decision_time, decision_id, last_day_of_appeal, appeal_time, waits_since, appeal_lodged_on, died_on
        """;

    private const string SummaryColumns =
        """
        id, rpps, council, respondent_name, next_due_on, next_deadline, title, opened_at, complaint_id, complaint_year, complaint_number, status, chamber,
        decision_due_on
        """;

    // Inputs of the deadline: a replica of another release may have changed them without computing the deadline again.
    private const string ClockKey = "status || coalesce(cast(complete_on as text), '') || coalesce(cast(waits_since as text), '')";

    public static Task InsertAsync(SqlSession sql, NewCase opened) => sql.ExecuteAsync(
        """
        insert into cases (id, affair_id, position, rpps, council, respondent_name, respondent_kind)
        values (@Id, @AffairId, @Position, @Rpps, @Council, @Name, @kind)
        """, new { opened.Id, opened.AffairId, opened.Position, opened.Rpps, opened.Council, opened.Name, kind = opened.Kind.ToString() });

    public static Task LockAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<string>($"select id from cases where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id });

    public static Task NameConciliatingCouncilAsync(SqlSession sql, string id, string council) => sql.ExecuteAsync(
        "update cases set conciliating_council = @council where id = @id", new { id, council });

    /// <summary>Stores the council on whose register the respondent was when the chamber was seised.</summary>
    public static Task SetRegisterAsync(SqlSession sql, string id, string council, string name) => sql.ExecuteAsync(
        "update cases set register_council = @council, respondent_name = case when @name = '' then respondent_name else @name end where id = @id",
        new { id, council, name });

    public static Task IncrementAsync(SqlSession sql, string id) => sql.ExecuteAsync("update cases set version = version + 1 where id = @id", new { id });

    public static Task SetDeadlineAsync(SqlSession sql, string id, DateOnly? dueOn, byte[]? deadline) => sql.ExecuteAsync(
        $"""
        update cases set next_due_on = @dueOn, next_deadline = @deadline, clock_key = (select {ClockKey} from case_overview where id = @id)
        where id = @id
        """, new { id, dueOn, deadline });

    /// <summary>Cases after <paramref name="after"/> whose deadline an earlier release left as it was.</summary>
    public static Task<IReadOnlyList<string>> StaleAsync(SqlSession sql, string after, int limit) => sql.QueryAsync<string>(
        $"select id from case_overview where id > @after and clock_key <> {ClockKey} order by id limit @limit", new { after, limit });

    public static Task AddCompleteFileAsync(
        SqlSession sql, string id, DateOnly completeOn, TimeLimit? time, DateOnly? dueOn, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        """
        insert into complete_files (case_id, complete_on, decision_due_on, decision_time, recorded_by, recorded_at)
        values (@id, @completeOn, @dueOn, @time, @recordedBy, @recordedAt)
        """,
        new { id, completeOn, dueOn, time = time is null ? null : Google.Protobuf.MessageExtensions.ToByteArray(time), recordedBy, recordedAt });

    /// <summary>The time to decide, counted again for the chamber that received the case.</summary>
    public static Task SetDecisionTimeAsync(SqlSession sql, string id, TimeLimit? time, DateOnly? dueOn) => sql.ExecuteAsync(
        "update complete_files set decision_due_on = @dueOn, decision_time = @time where case_id = @id",
        new { id, dueOn, time = time is null ? null : Google.Protobuf.MessageExtensions.ToByteArray(time) });

    public static Task AddDeathAsync(SqlSession sql, string id, DateOnly diedOn, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        "insert into deaths (case_id, died_on, recorded_by, recorded_at) values (@id, @diedOn, @recordedBy, @recordedAt)",
        new { id, diedOn, recordedBy, recordedAt });

    public static Task<CaseRow?> GetAsync(SqlSession sql, string id, CaseReach reach) => sql.SingleOrDefaultAsync<CaseRow>(
        $"select {Columns} from case_overview where id = @id and {reach.Predicate}", new { id, reach.Council, reach.Chamber });

    /// <summary>Names of all respondents of an affair, without those that the register did not give.</summary>
    public static Task<IReadOnlyList<string>> RespondentNamesAsync(SqlSession sql, string affairId) => sql.QueryAsync<string>(
        "select respondent_name from cases where affair_id = @affairId and respondent_name <> ''", new { affairId });

    /// <summary>Cases of a page; empty filters select all. By due date: open cases after the place (day, id); else those opened before the one named. In two
    /// statements: PostgreSQL joins the view's twelve tables for all cases when their numbers come from a subquery of the same statement.</summary>
    public static async Task<IReadOnlyList<CaseRow>> PageAsync(SqlSession sql, CaseFilter filter, CaseReach reach, DueCursor place, int limit)
    {
        var order = filter.ByDue ? "next_due_on, id" : "id desc";
        var stored =
            $"""
            {(filter.ByDue ? "next_due_on >= @Day and (next_due_on > @Day or id > @Id)" : "id < @Id")}
            {(filter.DueUntil is null ? "" : "and next_due_on <= @dueUntil")}
            {(filter.IsOpenOnly ? "and next_due_on is not null" : "")}
            {(filter.Council.Length == 0 ? "" : "and council = @inCouncil")}
            {(filter.Rpps.Length == 0 ? "" : "and rpps = @rpps")}
            """;
        var bounds = new
        {
            place.Day, place.Id, limit, reach.Council, reach.Chamber, dueUntil = filter.DueUntil, inCouncil = filter.Council, rpps = filter.Rpps,
        };
        var anyStatus = filter.Status == CaseStatus.Unspecified;
        var ids = await sql.QueryAsync<string>(anyStatus ? Page(reach, stored, order) : $"select id from ({Union(reach, stored, "")}) page", bounds);
        if (ids.Count == 0)
            return [];
        return await sql.QueryAsync<CaseRow>(
            $"""
            select {SummaryColumns} from case_overview
            where {TextList.Condition(sql.Engine, "id")} {(anyStatus ? "" : "and status = @status")}
            order by {order} limit @limit
            """,
            new { list = TextList.Value(sql.Engine, ids), status = filter.Status.ToString(), limit });
    }

    /// <summary>Open cases of a reach, the first due first.</summary>
    public static Task<IReadOnlyList<string>> OpenIdsAsync(SqlSession sql, CaseReach reach, int limit) => sql.QueryAsync<string>(
        Page(reach, "next_due_on is not null", "next_due_on, id"), new { reach.Council, reach.Chamber, limit });

    /// <summary>Ids of a page. Each part of the reach gives its first rows from an index, and the view joins the tables of the page only: with one condition
    /// for all parts, it joined them for every case of a council.</summary>
    private static string Page(CaseReach reach, string stored, string order) =>
        $"select id from ({Union(reach, stored, $"order by {order} limit @limit")}) page order by {order} limit @limit";

    private static string Union(CaseReach reach, string stored, string bound) => string.Join(" union ", reach.Parts.Select((part, i) =>
        $"select id, next_due_on from (select id, next_due_on from {part} and {stored} {bound}) part{i}"));
}

internal sealed record CaseFilter(CaseStatus Status, string Council, string Rpps, bool ByDue, DateOnly? DueUntil)
{
    /// <summary>A case with the status has a next deadline, by which an index finds it among all cases.</summary>
    public bool IsOpenOnly => Status is CaseStatus.Opened or CaseStatus.ReferralPrepared or CaseStatus.ComplaintRegistered or CaseStatus.ConciliationSummoned
        or CaseStatus.NotConciliated or CaseStatus.Deliberated;
}

internal sealed record NewCase
{
    public required string Id { get; init; }
    public required string AffairId { get; init; }

    /// <summary>Order in which the respondents were named.</summary>
    public required int Position { get; init; }
    public required string Rpps { get; init; }
    public required string Council { get; init; }
    public required string Name { get; init; }
    public RespondentKind Kind { get; init; } = RespondentKind.Registered;
}
