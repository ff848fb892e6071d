using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Cases;

internal static class CaseStore
{
    private const string Columns =
        """
        id, affair_id, rpps, council, title, facts, facts_on, opened_at, status, chamber,
        filed_on, complete_on, decision_due_on, decision_time, decision_id
        """;

    public static Task InsertAsync(SqlSession sql, string id, string affairId, int position, string rpps, string council) => sql.ExecuteAsync(
        "insert into cases (id, affair_id, position, rpps, council) values (@id, @affairId, @position, @rpps, @council)",
        new { id, affairId, position, rpps, council });

    public static Task LockAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<string>($"select id from cases where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id });

    public static Task AddCompleteFileAsync(
        SqlSession sql, string id, DateOnly completeOn, TimeLimit? time, DateOnly? dueOn, string recordedBy, DateTimeOffset recordedAt) => sql.ExecuteAsync(
        """
        insert into complete_files (case_id, complete_on, decision_due_on, decision_time, recorded_by, recorded_at)
        values (@id, @completeOn, @dueOn, @time, @recordedBy, @recordedAt)
        """,
        new { id, completeOn, dueOn, time = time is null ? null : Google.Protobuf.MessageExtensions.ToByteArray(time), recordedBy, recordedAt });

    public static Task<CaseRow?> GetAsync(SqlSession sql, string id, CaseReach reach) => sql.SingleOrDefaultAsync<CaseRow>(
        $"select {Columns} from case_overview where id = @id and {reach.Predicate}", new { id, reach.Council, reach.Chamber });

    /// <summary>Cases opened before the one named, most recent first; an empty filter selects all.</summary>
    public static Task<IReadOnlyList<CaseRow>> PageAsync(SqlSession sql, CaseFilter filter, CaseReach reach, string before, int limit) => sql.QueryAsync<CaseRow>(
        $"""
        select {Columns} from case_overview
        where id < @before and {reach.Predicate}
        {(filter.Status == CaseStatus.Unspecified ? "" : "and status = @status")}
        {(filter.Council.Length == 0 ? "" : "and council = @inCouncil")}
        {(filter.Rpps.Length == 0 ? "" : "and rpps = @rpps")}
        order by id desc limit @limit
        """,
        new { before, limit, reach.Council, reach.Chamber, status = filter.Status.ToString(), inCouncil = filter.Council, rpps = filter.Rpps });
}

internal sealed record CaseFilter(CaseStatus Status, string Council, string Rpps);

internal sealed record CaseRow
{
    public string Id { get; init; } = "";
    public string AffairId { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public string Title { get; init; } = "";
    public string Facts { get; init; } = "";
    public DateOnly FactsOn { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public CaseStatus Status { get; init; }
    public string Chamber { get; init; } = "";
    public DateOnly? FiledOn { get; init; }

    /// <summary>Receipt of the complete file by the chamber.</summary>
    public DateOnly? CompleteOn { get; init; }
    public DateOnly? DecisionDueOn { get; init; }
    public byte[]? DecisionTime { get; init; }
    public string DecisionId { get; init; } = "";
}
