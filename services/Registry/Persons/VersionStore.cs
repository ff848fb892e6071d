using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Persons;

/// <summary>SQL of versions. The caller has taken a revision, so no other transaction changes physicians meanwhile.</summary>
internal static class VersionStore
{
    /// <summary>Locks the row until the transaction ends; null when no physician has the number.</summary>
    public static async Task<long?> RaiseAsync(SqlSession sql, string rpps, long revision)
    {
        await KeepAsync(sql, rpps, revision);
        return await sql.SingleOrDefaultAsync<long?>(
            "update physicians set version = version + 1, revision = @revision where rpps = @rpps returning version", new { rpps, revision });
    }

    /// <summary>Copies version and revision before they are replaced: reads as of an earlier revision need them.</summary>
    public static Task KeepAsync(SqlSession sql, string rpps, long revision) => sql.ExecuteAsync(
        """
        insert into physician_versions (rpps, version, revision, replaced_in)
        select rpps, version, revision, @revision from physicians where rpps = @rpps and revision < @revision
        """, new { rpps, revision });
}
