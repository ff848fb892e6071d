using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.OwnCases;

/// <summary>Reads the cases of one respondent that this person knows of. Reads only; it selects no column that the person may not see.</summary>
internal static class OwnCaseStore
{
    private const string Query =
        $"""
        select id, council, title, facts_on, status, chamber, complaint_id, complaint_year, complaint_number, registered_on, filed_on, complete_on,
          decision_due_on, next_deadline, practitioner_told,
          (select n.sent_on from complaint_notices n where n.complaint_id = case_overview.complaint_id and n.notice = 'Information') as informed_on,
          (select s.meeting_on from conciliation_summonses s where s.case_id = case_overview.id order by s.number desc limit 1) as conciliation_on
        from case_overview where rpps = @person and {CaseDisclosure.IsKnown}
        """;

    public static Task<OwnCaseRow?> GetAsync(SqlSession sql, string id, string person) =>
        sql.SingleOrDefaultAsync<OwnCaseRow>($"{Query} and id = @id", new { id, person });

    public static Task<IReadOnlyList<OwnCaseRow>> PageAsync(SqlSession sql, string person, string before, int count) =>
        sql.QueryAsync<OwnCaseRow>($"{Query} and id < @before order by id desc limit @count", new { person, before, count });

    /// <summary>Articles of the filed referral, never of a draft; before the filing, those of the complaint.</summary>
    public static async Task<IReadOnlyList<string>> ArticlesAsync(SqlSession sql, OwnCaseRow row) => EthicsArticles.InOrder(await sql.QueryAsync<string>(
        row.FiledOn is null
            ? "select article from complaint_grievances where complaint_id = @ComplaintId"
            : """
              select cast(a.article as text) from referral_articles a join filings f on f.case_id = a.case_id and f.version = a.version where f.case_id = @Id
              union all
              select a.article from referral_subarticles a join filings f on f.case_id = a.case_id and f.version = a.version where f.case_id = @Id
              """, new { row.Id, row.ComplaintId }));
}

internal sealed record OwnCaseRow
{
    public string Id { get; init; } = "";
    public string Council { get; init; } = "";
    public string Title { get; init; } = "";
    public DateOnly FactsOn { get; init; }
    public CaseStatus Status { get; init; }
    public string Chamber { get; init; } = "";

    /// <summary>Empty for a case that the national council opened.</summary>
    public string ComplaintId { get; init; } = "";
    public int ComplaintYear { get; init; }
    public int ComplaintNumber { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateOnly? InformedOn { get; init; }
    public DateOnly? ConciliationOn { get; init; }
    public DateOnly? FiledOn { get; init; }
    public DateOnly? CompleteOn { get; init; }
    public DateOnly? DecisionDueOn { get; init; }
    public byte[]? NextDeadline { get; init; }

    /// <summary>A decision was notified to the respondent: before, its existence is not shown.</summary>
    public bool PractitionerTold { get; init; }

    public string ComplaintNumberText => ComplaintId.Length > 0 ? ComplaintNumbers.Of(Council, ComplaintYear, ComplaintNumber) : "";
}
