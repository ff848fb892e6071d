using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

/// <summary>SQL of the sealed grounds of refusals. No other code touches their table.</summary>
internal static class RefusalStore
{
    /// <summary>Drafts that an earlier release recorded in plain words.</summary>
    public static Task<IReadOnlyList<string>> UnsealedAsync(SqlSession sql, int limit) => sql.QueryAsync<string>(
        """
        select d.application_id from application_drafts d where d.refusal_ground <> ''
        union
        select a.id from applications a where a.refusal_ground <> ''
        order by 1 limit @limit
        """, new { limit });

    public static Task AddAsync(SqlSession sql, string application, long draft, byte[] held) => sql.ExecuteAsync(
        "insert into refusal_grounds (application_id, draft, sealed) values (@application, @draft, @held)", new { application, draft, held });

    public static Task<byte[]?> GetAsync(SqlSession sql, string application, long draft) => sql.SingleOrDefaultAsync<byte[]>(
        "select sealed from refusal_grounds where application_id = @application and draft = @draft", new { application, draft });

    /// <summary>Takes the plain words away. A signed decision repeats those of its last draft.</summary>
    public static async Task RemovePlainAsync(SqlSession sql, string application)
    {
        await sql.ExecuteAsync(
            "update application_drafts set refusal_ground = '', training = '' where application_id = @application", new { application });
        await sql.ExecuteAsync("update applications set refusal_ground = '', training = '' where id = @application", new { application });
    }
}
