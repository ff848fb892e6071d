using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>SQL of rendered bodies.</summary>
internal static class RenderingStore
{
    /// <summary>Renders the body of a revision, unless it is rendered already.</summary>
    public static Task AddAsync(SqlSession sql, string id, int revision, string body) => sql.ExecuteAsync(
        "insert into rendered_texts (communique_id, revision, html) values (@id, @revision, @html) on conflict do nothing",
        new { id, revision, html = MarkdownHtml.Write(body).ToString() });

    /// <summary>Approved revisions that are not rendered.</summary>
    public static Task<IReadOnlyList<UnrenderedText>> MissingAsync(SqlSession sql, int count) => sql.QueryAsync<UnrenderedText>(
        """
        select a.communique_id as id, a.revision, t.body
        from approvals a join communique_texts t on t.communique_id = a.communique_id and t.revision = a.revision
        where a.withdrawn_at is null
            and not exists (select 1 from rendered_texts r where r.communique_id = a.communique_id and r.revision = a.revision)
        order by a.embargo_at desc, a.communique_id
        limit @count
        """, new { count });
}

internal sealed record UnrenderedText
{
    public string Id { get; init; } = "";
    public int Revision { get; init; }
    public string Body { get; init; } = "";
}
