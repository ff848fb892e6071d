using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairStore
{
    // A complaint is an affair that a council opened: the national council does not see it here.
    private const string National = "not exists (select 1 from complaints q where q.affair_id = a.id)";

    private const string Undelivered = "l.affair_id = a.id and l.state not in ('Delivered', 'Dismissed')";
    private const int Block = 500;

    public static Task InsertAsync(SqlSession sql, string id, NewAffair affair, string openedBy, DateTimeOffset openedAt) => sql.ExecuteAsync(
        """
        insert into affairs (id, title, facts, facts_on, opened_by, opened_at)
        values (@id, @Title, @Facts, @FactsOn, @openedBy, @openedAt)
        """, new { id, affair.Title, affair.Facts, affair.FactsOn, openedBy, openedAt });

    public static Task<AffairRow?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<AffairRow>(
        $"select id, title, facts, facts_on, opened_at from affairs a where id = @id and {National}", new { id });

    public static Task<IReadOnlyList<AffairCaseRow>> CasesAsync(SqlSession sql, string id) => sql.QueryAsync<AffairCaseRow>(
        "select id, rpps, council, status from case_overview where affair_id = @id order by position", new { id });

    /// <summary>Each respondent of some affairs once.</summary>
    public static Task<IReadOnlyList<string>> RespondentsAsync(SqlSession sql, IEnumerable<string> ids) => sql.QueryAsync<string>(
        $"select distinct rpps from cases where {TextList.Condition(sql.Engine, "affair_id")}", new { list = TextList.Value(sql.Engine, ids) });

    /// <summary>Affairs opened before the one named, most recent first.</summary>
    /// <remarks>The title is compared here, a block at a time: neither engine folds accents as the other, and the national council opens some affairs a
    /// week.</remarks>
    public static async Task<IReadOnlyList<AffairRow>> PageAsync(SqlSession sql, AffairFilter filter, string before, int limit)
    {
        if (filter.Words.Count == 0)
            return await BlockAsync(sql, filter, before, limit);
        var found = new List<AffairRow>();
        while (true)
        {
            var block = await BlockAsync(sql, filter, before, Block);
            found.AddRange(block.Where(row => filter.Matches(row.Title)));
            if (found.Count >= limit || block.Count < Block)
                return [.. found.Take(limit)];
            before = block[^1].Id;
        }
    }

    private static Task<IReadOnlyList<AffairRow>> BlockAsync(SqlSession sql, AffairFilter filter, string before, int limit) => sql.QueryAsync<AffairRow>(
        $"""
        select id, title, facts_on, opened_at,
          (select count(*) from cases c where c.affair_id = a.id) as respondents,
          (select count(*) from affair_lines l where {Undelivered}) as undelivered
        from affairs a where id < @before and {National} {(filter.Undelivered ? $"and exists (select 1 from affair_lines l where {Undelivered})" : "")}
        order by id desc limit @limit
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
    public int Undelivered { get; init; }
}

/// <param name="Words">Folded; each begins a word of the title.</param>
internal sealed record AffairFilter(IReadOnlyList<string> Words, bool Undelivered)
{
    public bool Matches(string title)
    {
        var folded = " " + FoldedText.Of(title);
        return Words.All(word => folded.Contains(" " + word, StringComparison.Ordinal));
    }
}

internal sealed record AffairCaseRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public CaseStatus Status { get; init; }
}
