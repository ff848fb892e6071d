using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Revisions;

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
    public static async Task<long> AtAsync(SqlSession sql, DateTimeOffset at) => await sql.SingleOrDefaultAsync<long?>(
        "select number from register_revisions where at <= @at order by at desc, number desc limit 1", new { at }) ?? 0;

    /// <summary>Puts a revision on a physician and raises the version, which also locks the row until the transaction ends. Null when there is none.</summary>
    public static async Task<long?> TouchAsync(SqlSession sql, string rpps, long revision)
    {
        await KeepVersionAsync(sql, rpps, revision);
        return await sql.SingleOrDefaultAsync<long?>(
            "update physicians set version = version + 1, revision = @revision where rpps = @rpps returning version", new { rpps, revision });
    }

    /// <summary>
    /// Keeps which version and revision a physician is at, before a transaction puts its own there: whoever reads the register as of an earlier
    /// revision needs them. Who has taken a revision is alone in changing physicians.
    /// </summary>
    public static Task KeepVersionAsync(SqlSession sql, string rpps, long revision) => sql.ExecuteAsync(
        """
        insert into physician_versions (rpps, version, revision, replaced_in)
        select rpps, version, revision, @revision from physicians where rpps = @rpps and revision < @revision
        """, new { rpps, revision });
}
