using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>SQL of referrals. Versions, returns and signatures are added, never changed.</summary>
internal static class ReferralStore
{
    public static async Task InsertAsync(SqlSession sql, string caseId, long version, NewReferral referral, string preparedBy, DateTimeOffset preparedAt)
    {
        await sql.ExecuteAsync(
            """
            insert into referral_versions (case_id, version, chamber, reasoned_opinion, deliberated_on, prepared_by, prepared_at)
            values (@caseId, @version, @Chamber, @ReasonedOpinion, @DeliberatedOn, @preparedBy, @preparedAt)
            """, new { caseId, version, referral.Chamber, referral.ReasonedOpinion, referral.DeliberatedOn, preparedBy, preparedAt });
        foreach (var article in referral.Articles)
        {
            // Two tables: the release before reads the whole articles as numbers.
            var number = EthicsArticles.Whole(article);
            await sql.ExecuteAsync(
                number > 0
                    ? "insert into referral_articles (case_id, version, article) values (@caseId, @version, @number)"
                    : "insert into referral_subarticles (case_id, version, article) values (@caseId, @version, @article)",
                new { caseId, version, number, article });
        }
    }

    /// <summary>The column decision_due_on, which may not be null, holds the day of the filing: nothing reads it.</summary>
    public static Task SignAsync(SqlSession sql, ReferralRow referral, string signedBy, DateTimeOffset signedAt, DateOnly filedOn) =>
        sql.ExecuteAsync(
            """
            insert into filings (case_id, version, chamber, signed_by, signed_at, filed_on, decision_due_on)
            values (@CaseId, @Version, @Chamber, @signedBy, @signedAt, @filedOn, @filedOn)
            """, new { referral.CaseId, referral.Version, referral.Chamber, signedBy, signedAt, filedOn });

    public static Task ReturnAsync(SqlSession sql, ReferralRow referral) => sql.ExecuteAsync(
        """
        insert into referral_returns (case_id, version, reason, returned_by, returned_at)
        values (@CaseId, @Version, @ReturnReason, @ReturnedBy, @ReturnedAt)
        """, referral);

    /// <summary>The case is another chamber's from now on. The referral still names the chamber that was seised.</summary>
    public static Task MoveAsync(SqlSession sql, string caseId, string chamber) =>
        sql.ExecuteAsync("update filings set chamber = @chamber where case_id = @caseId", new { caseId, chamber });

    /// <summary>The current version with its articles; null when the case has none or is out of scope.</summary>
    public static async Task<ReferralRow?> CurrentAsync(SqlSession sql, string caseId, CaseReach reach)
    {
        var row = await sql.SingleOrDefaultAsync<ReferralRow>(
            $"""
            select r.case_id, r.version, r.chamber, r.reasoned_opinion, r.deliberated_on,
              r.prepared_by, r.prepared_at, f.signed_by, f.signed_at, b.returned_by, b.returned_at, b.reason as return_reason,
              (select rpps from cases c where c.id = r.case_id) as rpps, (select council from cases c where c.id = r.case_id) as council
            from referral_versions r
            left join filings f on f.case_id = r.case_id
            left join referral_returns b on b.case_id = r.case_id and b.version = r.version
            where r.case_id = @caseId
              and r.version = (select max(version) from referral_versions latest where latest.case_id = @caseId)
              and exists (select 1 from case_overview where id = @caseId and {reach.Predicate})
            """, new { caseId, reach.Council, reach.Chamber });
        return row is null ? null : row with
        {
            Articles = EthicsArticles.InOrder(await sql.QueryAsync<string>(
                """
                select cast(article as text) from referral_articles where case_id = @caseId and version = @Version
                union all
                select article from referral_subarticles where case_id = @caseId and version = @Version
                """, new { caseId, row.Version })),
        };
    }

    public static Task AddSubstitutionRequestAsync(SqlSession sql, string caseId, DateOnly askedOn, string recordedBy, DateTimeOffset recordedAt) =>
        sql.ExecuteAsync(
            "insert into substitution_requests (case_id, asked_on, recorded_by, recorded_at) values (@caseId, @askedOn, @recordedBy, @recordedAt)",
            new { caseId, askedOn, recordedBy, recordedAt });

    /// <summary>Authors of all versions.</summary>
    public static Task<IReadOnlyList<string>> AuthorsAsync(SqlSession sql, string caseId) =>
        sql.QueryAsync<string>("select distinct prepared_by from referral_versions where case_id = @caseId", new { caseId });
}

internal sealed record ReferralRow
{
    public string CaseId { get; init; } = "";
    public long Version { get; init; }
    public string Rpps { get; init; } = "";

    /// <summary>Council of the case.</summary>
    public string Council { get; init; } = "";
    public string Chamber { get; init; } = "";
    public IReadOnlyList<string> Articles { get; init; } = [];
    public string ReasonedOpinion { get; init; } = "";
    public DateOnly DeliberatedOn { get; init; }
    public string PreparedBy { get; init; } = "";
    public DateTimeOffset PreparedAt { get; init; }
    public string SignedBy { get; init; } = "";
    public DateTimeOffset? SignedAt { get; init; }
    public string ReturnedBy { get; init; } = "";
    public DateTimeOffset? ReturnedAt { get; init; }
    public string ReturnReason { get; init; } = "";
}
