using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Texts;

/// <summary>SQL of texts. Revisions are added, never changed.</summary>
internal static class TextStore
{
    /// <summary>Columns of a <see cref="TextRow"/> in a table aliased <c>t</c>.</summary>
    public const string Columns =
        """
        t.kind, t.title, t.place, t.dated_on, t.body, t.contact_name, t.contact_phone,
        t.contact_email, t.co_signatories, t.rectifies
        """;

    public static Task AddAsync(SqlSession sql, string id, int revision, TextRow text, string writtenBy, DateTimeOffset at) => sql.ExecuteAsync(
        """
        insert into communique_texts (
            communique_id, revision, kind, title, place, dated_on, body, contact_name, contact_phone, contact_email, co_signatories, rectifies,
            written_by, written_at)
        values (
            @id, @revision, @kind, @Title, @Place, @DatedOn, @Body, @ContactName, @ContactPhone, @ContactEmail, @CoSignatories, @Rectifies,
            @writtenBy, @at)
        """,
        new
        {
            id, revision, kind = text.Kind.ToString(), text.Title, text.Place, text.DatedOn, text.Body, text.ContactName, text.ContactPhone,
            text.ContactEmail, text.CoSignatories, text.Rectifies, writtenBy, at,
        });

    public static async Task<TextRow> GetAsync(SqlSession sql, string id, int revision) =>
        (await sql.SingleOrDefaultAsync<TextRow>(
            $"select {Columns} from communique_texts t where t.communique_id = @id and t.revision = @revision", new { id, revision }))!;

    public static Task<DateTimeOffset> WrittenAtAsync(SqlSession sql, string id, int revision) => sql.SingleOrDefaultAsync<DateTimeOffset>(
        "select written_at from communique_texts where communique_id = @id and revision = @revision", new { id, revision });

    /// <summary>Authors of all revisions, in the order of their first one.</summary>
    public static Task<IReadOnlyList<string>> AuthorsAsync(SqlSession sql, string id) => sql.QueryAsync<string>(
        "select written_by from communique_texts where communique_id = @id group by written_by order by min(revision)", new { id });
}
