using OrdreCouncils.Communiques.Texts;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>SQL of public reads. Every statement takes the reader's instant and includes the embargo.</summary>
internal static class PublicStore
{
    /// <summary>The only condition that decides what is public.</summary>
    private const string Public = "a.withdrawn_at is null and a.embargo_at <= @now";

    private const string Source =
        "approvals a join communique_texts t on t.communique_id = a.communique_id and t.revision = a.revision";

    private const string Rendered = $"{Source} left join rendered_texts r on r.communique_id = a.communique_id and r.revision = a.revision";

    private const string Columns = $"a.communique_id as id, a.slug, a.embargo_at as published_at, r.html as body_html, {TextStore.Columns}";

    /// <summary>Latest first.</summary>
    public static Task<IReadOnlyList<PublicCommunique>> LatestAsync(SqlSession sql, DateTimeOffset now, int skip, int count) =>
        sql.QueryAsync<PublicCommunique>(
            $"""
            select {Columns} from {Rendered} where {Public}
            order by a.embargo_at desc, a.communique_id desc
            limit @count offset @skip
            """, new { now, skip, count });

    public static Task<PublicCommunique?> BySlugAsync(SqlSession sql, DateTimeOffset now, string slug) =>
        sql.SingleOrDefaultAsync<PublicCommunique>($"select {Columns} from {Rendered} where {Public} and a.slug = @slug", new { now, slug });

    public static async Task<PublicLink?> ByIdAsync(SqlSession sql, DateTimeOffset now, string id) =>
        (await LinksAsync(sql, "a.communique_id = @id", new { now, id })).SingleOrDefault();

    /// <summary>Rectifications of a communiqué, oldest first.</summary>
    public static Task<IReadOnlyList<PublicLink>> RectificationsOfAsync(SqlSession sql, DateTimeOffset now, string id) =>
        LinksAsync(sql, "t.rectifies = @id", new { now, id });

    /// <summary>Rectifications of several communiqués, by the communiqué that they rectify.</summary>
    public static async Task<ILookup<string, PublicLink>> RectificationsOfAsync(SqlSession sql, DateTimeOffset now, IReadOnlyList<PublicCommunique> many)
    {
        var links = many.Count == 0
            ? []
            : await LinksAsync(sql, "t.rectifies is not null and a.embargo_at >= @since", new { now, since = many[^1].PublishedAt });
        return links.ToLookup(link => link.Rectifies!);
    }

    /// <summary>Public communiqués that several rectify, by the identifier of the rectified communiqué.</summary>
    public static async Task<IReadOnlyDictionary<string, PublicLink>> RectifiedByAsync(
        SqlSession sql, DateTimeOffset now, IEnumerable<PublicCommunique> many)
    {
        var rectified = new Dictionary<string, PublicLink>();
        foreach (var id in many.Select(communique => communique.Rectifies).OfType<string>().Distinct())
        {
            if (await ByIdAsync(sql, now, id) is { } link)
                rectified.Add(id, link);
        }

        return rectified;
    }

    /// <summary>A file under the address of its communiqué.</summary>
    public static async Task<PublicAttachment?> AttachmentAsync(SqlSession sql, DateTimeOffset now, string slug, string document) =>
        (await AttachmentsAsync(sql, "a.slug = @slug and f.document_id = @document", new { now, slug, document })).SingleOrDefault();

    /// <summary>The files of several communiqués, by communiqué, first added first.</summary>
    public static async Task<ILookup<string, PublicAttachment>> AttachmentsAsync(SqlSession sql, DateTimeOffset now, IReadOnlyList<PublicCommunique> many)
    {
        var files = many.Count == 0 ? [] : await AttachmentsAsync(sql, "a.embargo_at >= @since", new { now, since = many[^1].PublishedAt });
        return files.ToLookup(file => file.CommuniqueId);
    }

    public static Task<IReadOnlyList<PublicAttachment>> AttachmentsAsync(SqlSession sql, DateTimeOffset now, string id) =>
        AttachmentsAsync(sql, "a.communique_id = @id", new { now, id });

    private static Task<IReadOnlyList<PublicAttachment>> AttachmentsAsync(SqlSession sql, string condition, object args) =>
        sql.QueryAsync<PublicAttachment>(
            $"""
            select f.document_id, a.communique_id, a.slug, a.embargo_at as published_at, f.title, f.media_type, f.size, f.sha256
            from approvals a join approval_attachments x on x.approval_id = a.id join communique_attachments f on f.document_id = x.document_id
            where {Public} and {condition}
            order by f.document_id
            """, args);

    /// <summary>Instant of the last publication; null before the first.</summary>
    public static async Task<DateTimeOffset?> LastChangeAsync(SqlSession sql, DateTimeOffset now) =>
        (await LatestAsync(sql, now, 0, 1)) is [var last] ? last.PublishedAt : null;

    private static Task<IReadOnlyList<PublicLink>> LinksAsync(SqlSession sql, string condition, object args) =>
        sql.QueryAsync<PublicLink>(
            $"""
            select a.communique_id as id, a.slug, a.embargo_at as published_at, t.kind, t.title, t.rectifies
            from {Source} where {Public} and {condition}
            order by a.embargo_at, a.communique_id
            """, args);
}
