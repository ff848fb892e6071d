using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>SQL of lists and their lines.</summary>
internal static class AffairLineStore
{
    private const string Columns =
        """
        l.id, l.affair_id, l.number, l.sealed_person, l.state, l.problem, l.doubts, l.rpps, l.chosen_by, l.case_id, l.sealed_reason, l.looked_up_at, l.attempts,
        l.due_at, l.version
        """;

    // A case is not asked from which candidate it came: the physician may have moved since the look-up.
    private const string OfCouncil =
        """
        and (c.council = @council
          or (c.id is null and exists (select 1 from affair_line_candidates k where k.line_id = l.id and k.council = @council)))
        """;

    public static Task AddListAsync(SqlSession sql, string affair, string source, string by, DateTimeOffset at) => sql.ExecuteAsync(
        "insert into affair_lists (affair_id, source, imported_by, imported_at) values (@affair, @source, @by, @at)", new { affair, source, by, at });

    public static Task AddLinesAsync(SqlSession sql, IEnumerable<AffairLineRow> lines, DateTimeOffset dueAt) => sql.ExecuteAsync(
        "insert into affair_lines (id, affair_id, number, sealed_person, state, due_at) values (@Id, @AffairId, @Number, @SealedPerson, 'Waiting', @dueAt)",
        lines.Select(line => new { line.Id, line.AffairId, line.Number, line.SealedPerson, dueAt }));

    /// <summary>Lines that the work takes now, the longest due first.</summary>
    public static Task<IReadOnlyList<string>> DueAsync(SqlSession sql, DateTimeOffset now, int limit) => sql.QueryAsync<string>(
        "select id from affair_lines where due_at is not null and due_at <= @now order by due_at, id limit @limit", new { now, limit });

    /// <summary>Locks the list of a line until the transaction ends, so that two lines of one physician open one case; null for an unknown line.</summary>
    public static async Task<AffairLineRow?> LockAsync(SqlSession sql, string id)
    {
        await sql.SingleOrDefaultAsync<string>(
            $"""
        select affair_id from affair_lists
        where affair_id = (select affair_id from affair_lines where id = @id){Dialect.ForUpdate(sql.Engine)}
        """, new { id });
        return await GetAsync(sql, id);
    }

    public static Task<AffairLineRow?> GetAsync(SqlSession sql, string id) => sql.SingleOrDefaultAsync<AffairLineRow>(
        $"""
        select {Columns}, c.council, coalesce(c.status, 'Unspecified') as case_status
        from affair_lines l left join case_overview c on c.id = l.case_id where l.id = @id
        """, new { id });

    public static Task<IReadOnlyList<AffairLineRow>> PageAsync(SqlSession sql, string affair, LineFilter filter, int after, int limit) =>
        sql.QueryAsync<AffairLineRow>(
        $"""
        select {Columns}, c.council, coalesce(c.status, 'Unspecified') as case_status from affair_lines l left join case_overview c on c.id = l.case_id
        where l.affair_id = @affair and l.number > @after {(filter.State == AffairLineState.Unspecified ? "" : "and l.state = @state")}
          {(filter.Undelivered ? "and l.state not in ('Delivered', 'Dismissed')" : "")} {(filter.Council.Length == 0 ? "" : OfCouncil)}
        order by l.number limit @limit
        """, new { affair, after, limit, state = filter.State.ToString(), council = filter.Council });

    public static Task<IReadOnlyList<CandidateRow>> CandidatesAsync(SqlSession sql, string affair, int first, int last) => sql.QueryAsync<CandidateRow>(
        """
        select k.line_id, k.rpps, k.name, k.council, k.score, k.reasons from affair_line_candidates k join affair_lines l on l.id = k.line_id
        where l.affair_id = @affair and l.number between @first and @last order by l.number, k.position
        """, new { affair, first, last });

    /// <summary>Replaces the candidates of a line.</summary>
    public static async Task SetCandidatesAsync(SqlSession sql, string line, IReadOnlyList<MatchCandidate> candidates)
    {
        await sql.ExecuteAsync("delete from affair_line_candidates where line_id = @line", new { line });
        foreach (var (candidate, position) in candidates.Select((candidate, position) => (candidate, position)))
        {
            await sql.ExecuteAsync(
                """
                insert into affair_line_candidates (line_id, rpps, position, name, council, score, reasons)
                values (@line, @Rpps, @position, @Name, @Council, @Score, @reasons)
                """,
                new { line, candidate.Rpps, position, candidate.Name, candidate.Council, candidate.Score, reasons = string.Join(',', candidate.Reasons) });
        }
    }

    /// <summary>Deletes the candidates of a line but the one named.</summary>
    public static Task KeepCandidateAsync(SqlSession sql, string line, string rpps) => sql.ExecuteAsync(
        "delete from affair_line_candidates where line_id = @line and rpps <> @rpps", new { line, rpps });

    /// <summary>Writes the changeable columns of a locked line, as a new version.</summary>
    public static Task UpdateAsync(SqlSession sql, AffairLineRow row) => sql.ExecuteAsync(
        """
        update affair_lines set sealed_person = @SealedPerson, state = @state, problem = @problem, doubts = @Doubts, rpps = @Rpps, chosen_by = @ChosenBy,
          case_id = @CaseId, sealed_reason = @SealedReason, looked_up_at = @LookedUpAt, attempts = @Attempts, due_at = @DueAt, version = version + 1
        where id = @Id
        """,
        new
        {
            row.Id,
            row.SealedPerson,
            state = row.State.ToString(),
            problem = row.Problem.ToString(),
            row.Doubts,
            row.Rpps,
            row.ChosenBy,
            row.CaseId,
            row.SealedReason,
            row.LookedUpAt,
            row.Attempts,
            row.DueAt,
        });

    /// <summary>Moves the next try; nothing that a person sees of the line changes but that time, so that its version stays.</summary>
    public static async Task<bool> PostponeAsync(SqlSession sql, AffairLineRow row, int attempts, DateTimeOffset dueAt) => await sql.ExecuteAsync(
        "update affair_lines set attempts = @attempts, due_at = @dueAt where id = @Id and version = @Version and attempts = @known",
        new { row.Id, row.Version, known = row.Attempts, attempts, dueAt }) == 1;

    public static Task<string?> CaseOfAsync(SqlSession sql, string affair, string rpps) => sql.SingleOrDefaultAsync<string>(
        "select id from cases where affair_id = @affair and rpps = @rpps", new { affair, rpps });
}

/// <param name="State">Unspecified for all.</param>
/// <param name="Council">Empty for all.</param>
internal sealed record LineFilter(AffairLineState State, string Council, bool Undelivered);
