using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Complaints;

/// <summary>SQL of complaints. Their affair is written here too: a complaint is an affair that a council opened.</summary>
internal static class ComplaintStore
{
    /// <summary>The next number of a council in a year. Another clerk's call waits until this transaction ends.</summary>
    public static Task<int> NextNumberAsync(SqlSession sql, string council, int year) => sql.ScalarAsync<int>(
        """
        insert into complaint_numbers (council, year, last) values (@council, @year, 1)
        on conflict (council, year) do update set last = complaint_numbers.last + 1
        returning last
        """, new { council, year });

    public static async Task InsertAsync(SqlSession sql, ComplaintRow row, NewComplaint complaint)
    {
        await sql.ExecuteAsync(
            """
            insert into complaints (affair_id, council, year, number, registered_on, regime, author_kind, sealed_author, sealed_facts, place, signed,
              deliberation_attached, copies)
            values (@Id, @Council, @Year, @Number, @RegisteredOn, @regime, @author, @SealedAuthor, @SealedFacts, @Place, @Signed,
              @DeliberationAttached, @Copies)
            """,
            new
            {
                row.Id,
                row.Council,
                row.Year,
                row.Number,
                row.RegisteredOn,
                regime = row.Regime.ToString(),
                author = row.AuthorKind.ToString(),
                row.SealedAuthor,
                row.SealedFacts,
                row.Place,
                complaint.Holdings.Signed,
                complaint.Holdings.DeliberationAttached,
                complaint.Holdings.Copies,
            });
        foreach (var (document, position) in complaint.Documents.Select((document, position) => (document, position)))
        {
            await sql.ExecuteAsync(
                "insert into complaint_documents (complaint_id, position, title, received_on) values (@Id, @position, @Title, @ReceivedOn)",
                new { row.Id, position, document.Title, document.ReceivedOn });
        }

        foreach (var article in complaint.Grievances)
            await sql.ExecuteAsync("insert into complaint_grievances (complaint_id, article) values (@Id, @article)", new { row.Id, article });
    }

    /// <summary>Locks the complaint of a council until the transaction ends; null when it is absent or another council's.</summary>
    public static Task<ComplaintRow?> LockAsync(SqlSession sql, string id, string council) => sql.SingleOrDefaultAsync<ComplaintRow>(
        $"{Query} where q.affair_id = @id and q.council = @council{(sql.Engine == SqlEngine.PostgreSql ? " for update of q" : "")}", new { id, council });

    public static Task<ComplaintRow?> GetAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<ComplaintRow>($"{Query} where q.affair_id = @id", new { id });

    /// <summary>The cases of a complaint in the caller's scope; a national body sees those that are filed.</summary>
    public static Task<IReadOnlyList<ComplaintCaseRow>> CasesAsync(SqlSession sql, string id, CaseReach reach) => sql.QueryAsync<ComplaintCaseRow>(
        $"""
        select id, rpps, status from case_overview
        where affair_id = @id and {(reach.All ? "chamber is not null" : reach.Predicate)} order by position
        """, new { id, reach.Council, reach.Chamber });

    public static Task<IReadOnlyList<string>> GrievancesAsync(SqlSession sql, string id) =>
        sql.QueryAsync<string>("select article from complaint_grievances where complaint_id = @id", new { id });

    public static Task<IReadOnlyList<NewDocument>> DocumentsAsync(SqlSession sql, string id) =>
        sql.QueryAsync<NewDocument>("select title, received_on from complaint_documents where complaint_id = @id order by position", new { id });

    public static async Task<bool> AddNoticeAsync(SqlSession sql, string id, ComplaintNotice notice, DateOnly sentOn, string by, DateTimeOffset at) =>
        await sql.ExecuteAsync(
            """
            insert into complaint_notices (complaint_id, notice, sent_on, recorded_by, recorded_at) values (@id, @notice, @sentOn, @by, @at)
            on conflict (complaint_id, notice) do nothing
            """, new { id, notice = notice.ToString(), sentOn, by, at }) == 1;

    public static Task<IReadOnlyList<RegularisationRow>> RegularisationsAsync(SqlSession sql, string id) => sql.QueryAsync<RegularisationRow>(
        """
        select d.number, d.demanded_on, d.answer_by, d.lacks, n.answered_on, n.signed, n.deliberation_attached, n.copies
        from regularisation_demands d
        left join regularisation_answers n on n.complaint_id = d.complaint_id and n.number = d.number
        where d.complaint_id = @id order by d.number
        """, new { id });

    public static Task AddDemandAsync(SqlSession sql, string id, RegularisationRow demand, string by, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into regularisation_demands (complaint_id, number, demanded_on, answer_by, lacks, recorded_by, recorded_at)
        values (@id, @Number, @DemandedOn, @AnswerBy, @Lacks, @by, @at)
        """, new { id, demand.Number, demand.DemandedOn, demand.AnswerBy, demand.Lacks, by, at });

    public static Task AddAnswerAsync(SqlSession sql, string id, int number, DateOnly answeredOn, Holdings holdings, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
            """
            insert into regularisation_answers (complaint_id, number, answered_on, signed, deliberation_attached, copies, recorded_by, recorded_at)
            values (@id, @number, @answeredOn, @Signed, @DeliberationAttached, @Copies, @by, @at)
            """, new { id, number, answeredOn, holdings.Signed, holdings.DeliberationAttached, holdings.Copies, by, at });

    public static Task AddWithdrawalAsync(SqlSession sql, string caseId, DateOnly withdrawnOn, bool continues, string by, DateTimeOffset at) =>
        sql.ExecuteAsync(
        """
        insert into withdrawals (case_id, withdrawn_on, council_continues, recorded_by, recorded_at) values (@caseId, @withdrawnOn, @continues, @by, @at)
        """, new { caseId, withdrawnOn, continues, by, at });

    private const string Query =
        """
        select q.affair_id as id, q.council, q.year, q.number, q.registered_on, q.regime, q.author_kind, q.sealed_author, q.sealed_facts, q.place, q.signed,
          q.deliberation_attached, q.copies, a.title, a.facts_on, a.opened_at,
          (select count(*) from cases c where c.affair_id = q.affair_id) as respondents,
          (select n.sent_on from complaint_notices n where n.complaint_id = q.affair_id and n.notice = 'Acknowledgement') as acknowledged_on,
          (select n.sent_on from complaint_notices n where n.complaint_id = q.affair_id and n.notice = 'Information') as informed_on
        from complaints q join affairs a on a.id = q.affair_id
        """;
}
