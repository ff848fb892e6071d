using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>
/// SQL of the register's revisions. Every transaction that changes what the register says of somebody takes the next number, before it locks any
/// physician: it holds the one row of <c>register_turn</c> until it commits, so that numbers become visible in their order and none is skipped. Who
/// has read everything up to a revision needs to look at later ones only.
/// </summary>
internal static class RevisionStore
{
    /// <summary>The revision of this transaction.</summary>
    /// <param name="sql">The transaction.</param>
    /// <param name="at">Its instant.</param>
    /// <param name="import">The import it belongs to; null for any other change.</param>
    public static async Task<long> NextAsync(SqlSession sql, DateTimeOffset at, int? import = null)
    {
        var revision = await sql.ScalarAsync<long>("update register_turn set revision = revision + 1 where id = 1 returning revision");
        // Who waited for its turn began before the one it waited for: instants are made to follow the numbers.
        await sql.ExecuteAsync(
            """
            insert into register_revisions (number, at, import_number)
            values (@revision, coalesce((select at from register_revisions where number = @revision - 1 and at > @at), @at), @import)
            """, new { revision, at, import });
        return revision;
    }

    /// <summary>The last revision; 0 for a register in which nothing was written yet.</summary>
    public static Task<long> LatestAsync(SqlSession sql) => sql.ScalarAsync<long>("select revision from register_turn where id = 1");

    /// <summary>The last revision that was there at an instant; 0 before the first.</summary>
    public static async Task<AsOf> AtAsync(SqlSession sql, DateTimeOffset at) => new(await sql.SingleOrDefaultAsync<long?>(
        "select number from register_revisions where at <= @at order by at desc, number desc limit 1", new { at }) ?? 0);

    /// <summary>Physicians changed after a revision with their versions, or null when an import was among the changes: it may have changed everybody.</summary>
    public static async Task<IReadOnlyList<PhysicianRow>?> ChangedAfterAsync(SqlSession sql, long after, int limit) =>
        await sql.ScalarAsync<bool>("select exists (select 1 from register_revisions where number > @after and import_number is not null)", new { after })
            ? null
            : await sql.QueryAsync<PhysicianRow>("select rpps, version from physicians where revision > @after order by revision limit @limit", new { after, limit });
}
