using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Office;

internal static class SummaryStore
{
    /// <summary>Latest first: identifiers are ordered by time.</summary>
    public static Task<IReadOnlyList<SummaryRow>> PageAsync(SqlSession sql, CommuniqueStatus status, string before, int count, DateTimeOffset now) =>
        sql.QueryAsync<SummaryRow>(
            $"""
            select c.id, c.version, t.kind, t.title, t.dated_on, t.rectifies,
                a.slug, a.embargo_at, a.approved_by, a.approved_at
            from communiques c
            join communique_texts t on t.communique_id = c.id and t.revision = c.revision
            left join approvals a on a.communique_id = c.id and a.withdrawn_at is null
            where c.id < @before and {Where(status)}
            order by c.id desc
            limit @count
            """, new { before, count, now });

    private static string Where(CommuniqueStatus status) => status switch
    {
        CommuniqueStatus.Draft => "a.id is null",
        CommuniqueStatus.Approved => "a.embargo_at > @now",
        CommuniqueStatus.Published => "a.embargo_at <= @now",
        _ => "1 = 1",
    };
}

internal sealed record SummaryRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public CommuniqueKind Kind { get; init; }
    public string Title { get; init; } = "";
    public DateOnly DatedOn { get; init; }
    public string? Rectifies { get; init; }
    public string? Slug { get; init; }
    public DateTimeOffset? EmbargoAt { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
}
