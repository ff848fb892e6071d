using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>SQL of the register's revisions. Each transaction that changes the register takes the next number before it locks any physician. It then holds the
/// one row of <c>register_turn</c> until it commits, so numbers become visible in order and without gaps, and a reader that has seen everything up to a
/// revision needs only later ones.</summary>
internal static class RevisionStore
{
    /// <param name="import">Number of the import that makes the change; null for any other change.</param>
    public static async Task<long> NextAsync(SqlSession sql, DateTimeOffset at, int? import = null)
    {
        var revision = await sql.ScalarAsync<long>("update register_turn set revision = revision + 1 where id = 1 returning revision");
        // A transaction that waited for its turn began before the one that it waited for: the stored instant is raised so that instants follow the numbers.
        await sql.ExecuteAsync(
            """
            insert into register_revisions (number, at, import_number)
            values (@revision, coalesce((select at from register_revisions where number = @revision - 1 and at > @at), @at), @import)
            """, new { revision, at, import });
        return revision;
    }

    public static Task<long> LatestAsync(SqlSession sql) => sql.ScalarAsync<long>("select revision from register_turn where id = 1");

    /// <summary>The last revision at an instant; 0 before the first.</summary>
    public static async Task<AsOf> AtAsync(SqlSession sql, DateTimeOffset at) => new(await sql.SingleOrDefaultAsync<long?>(
        "select number from register_revisions where at <= @at order by at desc, number desc limit 1", new { at }) ?? 0);

    /// <summary>Numbers and versions of physicians changed after a revision; null after an import, which may have changed everybody.</summary>
    public static async Task<IReadOnlyList<PhysicianRow>?> ChangedAfterAsync(SqlSession sql, long after, int limit) =>
        await sql.ScalarAsync<bool>("select exists (select 1 from register_revisions where number > @after and import_number is not null)", new { after })
            ? null
            : await sql.QueryAsync<PhysicianRow>(
                "select rpps, version from physicians where revision > @after order by revision limit @limit", new { after, limit });
}
