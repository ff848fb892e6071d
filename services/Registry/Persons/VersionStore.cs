using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Persons;

/// <summary>SQL that raises the version of a physician. The caller has taken a revision, so no other transaction changes physicians.</summary>
internal static class VersionStore
{
    /// <summary>Sets the revision, raises the version and locks the row until the transaction ends. Null when no physician has the number.</summary>
    public static async Task<long?> RaiseAsync(SqlSession sql, string rpps, long revision)
    {
        await KeepAsync(sql, rpps, revision);
        return await sql.SingleOrDefaultAsync<long?>(
            "update physicians set version = version + 1, revision = @revision where rpps = @rpps returning version", new { rpps, revision });
    }

    /// <summary>Copies the present version and revision before a transaction replaces them: reads as of an earlier revision need them.</summary>
    public static Task KeepAsync(SqlSession sql, string rpps, long revision) => sql.ExecuteAsync(
        """
        insert into physician_versions (rpps, version, revision, replaced_in)
        select rpps, version, revision, @revision from physicians where rpps = @rpps and revision < @revision
        """, new { rpps, revision });
}
