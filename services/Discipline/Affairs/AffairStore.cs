using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairStore
{
    // A complaint is an affair that a council opened: the national council does not see it here.
    private const string National = "not exists (select 1 from complaints q where q.affair_id = a.id)";

    public static Task InsertAsync(SqlSession sql, string id, NewAffair affair, string openedBy, DateTimeOffset openedAt) => sql.ExecuteAsync(
        """
        insert into affairs (id, title, facts, facts_on, opened_by, opened_at)
        values (@id, @Title, @Facts, @FactsOn, @openedBy, @openedAt)
        """, new { id, affair.Title, affair.Facts, affair.FactsOn, openedBy, openedAt });

    public static Task<AffairRow?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<AffairRow>(
        $"select id, title, facts, facts_on, opened_at from affairs a where id = @id and {National}", new { id });

    public static Task<IReadOnlyList<AffairCaseRow>> CasesAsync(SqlSession sql, string id) => sql.QueryAsync<AffairCaseRow>(
        "select id, rpps, council, status from case_overview where affair_id = @id order by position", new { id });

    /// <summary>Respondents of the affairs from <paramref name="first"/> on, before <paramref name="before"/>.</summary>
    public static Task<IReadOnlyList<string>> RespondentsAsync(SqlSession sql, string first, string before) => sql.QueryAsync<string>(
        $"select distinct c.rpps from cases c join affairs a on a.id = c.affair_id where a.id >= @first and a.id < @before and {National}",
        new { first, before });

    /// <summary>Affairs opened before the one named, most recent first.</summary>
    public static Task<IReadOnlyList<AffairRow>> PageAsync(SqlSession sql, string before, int limit) => sql.QueryAsync<AffairRow>(
        $"""
        select id, title, facts_on, opened_at,
          (select count(*) from cases c where c.affair_id = a.id) as respondents
        from affairs a where id < @before and {National} order by id desc limit @limit
        """, new { before, limit });
}

internal sealed record AffairRow
{
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Facts { get; init; } = "";
    public DateOnly FactsOn { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public int Respondents { get; init; }
}

internal sealed record AffairCaseRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public CaseStatus Status { get; init; }
}
