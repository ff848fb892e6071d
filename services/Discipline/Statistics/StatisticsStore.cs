using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Reads the facts that are counted, of one chamber or of all. Reads only, and no column that tells of a person.</summary>
internal static class StatisticsStore
{
    /// <param name="chamber">Null for all chambers.</param>
    public static Task<IReadOnlyList<FilingRow>> FilingsAsync(SqlSession sql, string? chamber) => sql.QueryAsync<FilingRow>(
        $"""
        select f.case_id, f.chamber, f.filed_on, d.decided_on, d.sanction, e.kind as end_kind, e.ended_on, x.died_on, o.state, o.decision_id as standing_id
        from filings f
        left join decisions d on d.case_id = f.case_id and d.answers is null
        left join chamber_endings e on e.case_id = f.case_id and e.level = 'FirstInstance'
        left join deaths x on x.case_id = f.case_id
        left join case_outcomes o on o.case_id = f.case_id
        {(chamber is null ? "" : "where f.chamber = @chamber")}
        """, new { chamber });

    /// <summary>Cases with a remedy, by case: their decisions and remedies, and nothing else of the proceeding.</summary>
    public static async Task<IReadOnlyDictionary<string, Proceeding>> ContestedAsync(SqlSession sql, string? chamber)
    {
        var scope = chamber is null ? "" : "join filings f on f.case_id = d.case_id and f.chamber = @chamber";
        var remedies = await sql.QueryAsync<ContestRow>(
            $"""
            select d.case_id, r.id, r.decision_id, r.kind, r.lodged_on, r.outcome, r.outcome_on
            from remedies r join decisions d on d.id = r.decision_id {scope} order by r.lodged_on, r.recorded_at, r.id
            """, new { chamber });
        var decisions = await sql.QueryAsync<DecisionRow>(
            $"""
            select d.id, d.case_id, d.kind, d.answers, d.outcome, d.sanction, d.decided_on
            from decisions d {scope}
            where d.case_id in (select c.case_id from remedies r join decisions c on c.id = r.decision_id)
            """, new { chamber });
        var ofCase = remedies.ToLookup(remedy => remedy.CaseId);
        return decisions.GroupBy(decision => decision.CaseId).ToDictionary(group => group.Key, group => new Proceeding
        {
            CaseId = group.Key,
            Rpps = "",
            Council = "",
            RegisterCouncil = "",
            Chamber = "",
            HasAuthor = false,
            Decisions = [.. group],
            Remedies = [.. ofCase[group.Key].Select(remedy => remedy.ToRemedy())],
        });
    }

    /// <summary>Cases by article of the signed referral and day of the filing.</summary>
    public static Task<IReadOnlyList<ArticleRow>> ArticlesAsync(SqlSession sql, string? chamber, YearRange years)
    {
        var scope = $"""
            join filings f on f.case_id = a.case_id and f.version = a.version
            where f.filed_on >= @first and f.filed_on <= @last {(chamber is null ? "" : "and f.chamber = @chamber")}
            """;
        return sql.QueryAsync<ArticleRow>(
            $"""
            select cast(a.article as text) as article, f.filed_on, count(*) as cases from referral_articles a {scope} group by a.article, f.filed_on
            union all
            select a.article, f.filed_on, count(*) as cases from referral_subarticles a {scope} group by a.article, f.filed_on
            """, new { chamber, first = new DateOnly(years.From, 1, 1), last = new DateOnly(years.To, 12, 31) });
    }
}

internal sealed record FilingRow
{
    public string CaseId { get; init; } = "";
    public string Chamber { get; init; } = "";
    public DateOnly FiledOn { get; init; }

    // Of the first decision.
    public DateOnly? DecidedOn { get; init; }
    public Sanction Sanction { get; init; }

    // Of the order of the president.
    public string EndKind { get; init; } = "";
    public DateOnly? EndedOn { get; init; }
    public DateOnly? DiedOn { get; init; }

    // Of the outcome, once decided.
    public CaseStatus State { get; init; }
    public string StandingId { get; init; } = "";
}

internal sealed record ContestRow
{
    public string CaseId { get; init; } = "";
    public string Id { get; init; } = "";
    public string DecisionId { get; init; } = "";
    public RemedyKind Kind { get; init; }
    public DateOnly LodgedOn { get; init; }
    public CassationOutcome Outcome { get; init; }
    public DateOnly? OutcomeOn { get; init; }

    public RemedyRow ToRemedy() =>
        new() { Id = Id, DecisionId = DecisionId, Kind = Kind, LodgedOn = LodgedOn, Outcome = Outcome, OutcomeOn = OutcomeOn };
}

internal sealed record ArticleRow
{
    public string Article { get; init; } = "";
    public DateOnly FiledOn { get; init; }
    public long Cases { get; init; }
}
